import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { words } from '../../words/words.ts'

export function FilePicker({ onFiles }: { onFiles: (files: readonly File[]) => void }): JSX.Element {
  const { new: said } = words()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{said.files}</label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <p id={`${id}-hint`} class="muted">
        {said.filesHint}
      </p>
    </div>
  )
}
