import type { JSX } from 'preact'
import { saveFile } from '../service/save-file.ts'
import { useAction } from '../service/use-action.ts'
import { words } from '../words/words.ts'
import { Button } from './button.tsx'
import { describeError } from './describe-error.ts'
import { say } from './notices.tsx'

interface Props {
  /** A URL of the results, or the id of a job or batch for its archive. */
  what: string
  filename: string
  children: string
}

/** Saves a file of the service; a failure is said where there is no place to show it. */
export function DownloadButton({ what, filename, children }: Props): JSX.Element {
  const { isBusy, run } = useAction()
  const save = (): Promise<unknown> =>
    run((client) =>
      saveFile(client, what, filename).catch((error: unknown) => say(describeError(error, words()).message)),
    )
  return (
    <Button isBusy={isBusy} onClick={() => void save()}>
      {children}
    </Button>
  )
}
