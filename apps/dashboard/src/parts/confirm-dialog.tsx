import type { Client } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { useAction } from '../service/use-action.ts'
import { words } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { say } from './notices.tsx'

interface Props {
  title: string
  /** What it does, and what cannot be undone. */
  children: ComponentChildren
  /** On the button; names the act. */
  confirm: string
  kind: 'primary' | 'danger'
  /** Said when it was done. */
  done: string
  act: (client: Client) => Promise<unknown>
  onClose: () => void
  onDone: () => void
}

/** Asks before something is done that cannot be taken back. A failure is shown inside, where it can be tried again. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  kind,
  done,
  act,
  onClose,
  onDone,
}: Props): JSX.Element {
  const { isBusy, error, run } = useAction()
  const go = async (): Promise<void> => {
    if (!(await run(act))) return
    say(done)
    onDone()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error !== null && <ErrorNotice error={error} />}
      <div class="row">
        <Button kind={kind} isBusy={isBusy} onClick={() => void go()}>
          {confirm}
        </Button>
        <Button onClick={onClose}>{words().common.close}</Button>
      </div>
    </Dialog>
  )
}
