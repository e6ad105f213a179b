import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { words } from '../../words/words.ts'

export function KeysDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { batch: said, common } = words()
  const keys: readonly (readonly [keys: readonly string[], meaning: string])[] = [
    [['/'], said.keySearch],
    [['↑', '↓'], said.keyMove],
    [['Page ↑', 'Page ↓', 'Home', 'End'], said.keyPage],
    [['Enter'], said.keyOpen],
    [['t'], said.keyTimeline],
    [['?'], said.keyHelp],
    [['Esc'], said.keyClose],
  ]
  return (
    <Dialog title={said.keys} onClose={onClose}>
      <dl class="keys">
        {keys.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onClose}>{common.close}</Button>
    </Dialog>
  )
}
