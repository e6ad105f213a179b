import type { Client } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import { DryRunResult } from './dry-run-result.tsx'
import { askForDryRun, type DryRun, isStartable, type StartRequest, start } from './start-request.ts'

interface Props {
  /** Changes with everything that is asked for: a dry run is of one request. */
  of: string
  isReady: boolean
  /** What would be sent; may upload first. */
  make: (client: Client) => Promise<StartRequest>
  /** On the buttons; `label` for screen readers, where the text alone says too little. */
  show: { text: string; label?: string }
  start: { text: string; label?: string }
  /** Why nothing can be done yet, and the like. */
  remark?: ComponentChildren
  /** Further controls. */
  children?: ComponentChildren
}

/** Shows what a request would run, and starts it only then. */
export function PlannedStart(props: Props): JSX.Element {
  const { of, isReady, make, remark, children } = props
  const { new: said } = words()
  const [shown, setShown] = useState<{ of: string; request: StartRequest; dryRun: DryRun } | null>(null)
  const planning = useAction()
  const starting = useAction()
  const current = shown !== null && shown.of === of ? shown : null
  const canStart = current !== null && isStartable(current.dryRun)

  const plan = (): Promise<unknown> =>
    planning.run(async (client) => {
      const request = await make(client)
      setShown({ of, request, dryRun: await askForDryRun(client, request) })
    })
  const go = async (): Promise<void> => {
    if (current !== null) await starting.run((client) => start(client, current.request))
  }
  return (
    <>
      {planning.error !== null && <ErrorNotice error={planning.error} />}
      {starting.error !== null && <ErrorNotice error={starting.error} />}
      <div role="status">{current !== null && <DryRunResult dryRun={current.dryRun} />}</div>
      <div class="row">
        <Button
          kind={canStart ? 'plain' : 'primary'}
          isBusy={planning.isBusy}
          isDisabled={!isReady}
          label={props.show.label}
          onClick={() => void plan()}
        >
          {props.show.text}
        </Button>
        <Button
          kind={canStart ? 'primary' : 'plain'}
          isBusy={starting.isBusy}
          isDisabled={!canStart}
          label={props.start.label}
          onClick={() => void go()}
        >
          {props.start.text}
        </Button>
        {children}
        {remark}
        {isReady && current === null && <span class="muted">{said.seeFirst}</span>}
      </div>
    </>
  )
}
