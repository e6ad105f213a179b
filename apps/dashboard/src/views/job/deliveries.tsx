import { type Delivery, type DeliveryAttempt, type Job, NotFoundError } from '@async-events/client'
import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { Duration, Time } from '../../parts/time.tsx'
import { useAction } from '../../service/use-action.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'

const shown = 100

/** What the webhook of a job was told, with every attempt; each can be sent again. */
export function Deliveries({ job }: { job: Job }): JSX.Element {
  const said = words().job
  const { value, error, reload } = useLoaded(
    (client, signal) =>
      client.listJobDeliveries({
        path: { job_id: job.job_id },
        query: { limit: shown },
        signal,
        maxRetries: patiently,
      }),
    [job.job_id, job.status],
    { everyMs: 5000 },
  )
  const { run, isBusy, error: failure } = useAction()
  const deliveries = value?.deliveries ?? []
  const replay = async (delivery: Delivery): Promise<void> => {
    const isDone = await run((client) =>
      client.replayDelivery({ path: { delivery_id: delivery.delivery_id } }),
    )
    if (isDone) say(said.replayed)
    reload()
  }
  const replayAll = async (): Promise<void> => {
    const isDone = await run((client) => client.replayJobDeliveries({ path: { job_id: job.job_id } }))
    if (isDone) say(said.replayed)
    reload()
  }
  return (
    <section aria-labelledby="deliveries">
      <div class="row">
        <h2 id="deliveries">{said.deliveries}</h2>
        {deliveries.some(({ state }) => state === 'failed') && (
          <Button isBusy={isBusy} onClick={() => void replayAll()}>
            {said.replayFailed}
          </Button>
        )}
      </div>
      {job.webhook !== null && (
        <p class="muted">
          <code>{job.webhook.url}</code> · {job.webhook.signed ? said.signed : said.unsigned}
        </p>
      )}
      {failure !== null && <ErrorNotice error={failure} />}
      {/* Of a job that is gone the view says it. */}
      {error !== null && !(error instanceof NotFoundError) && <ErrorNotice error={error} onRetry={reload} />}
      {value !== null && deliveries.length === 0 && <p class="muted">{said.noDeliveries}</p>}
      <ul class="deliveries">
        {deliveries.map((delivery) => (
          <li key={delivery.delivery_id} class="card">
            <p class="row">
              <strong>{delivery.type}</strong>
              <span class={delivery.state === 'delivered' ? 'good' : 'doubtful'}>
                {said.deliveryStates[delivery.state]}
              </span>
              <span class="muted">{said.attempt(delivery.attempts)}</span>
              {delivery.next_at !== null && (
                <span class="muted">
                  {said.nextAttempt} <Time at={delivery.next_at} />
                </span>
              )}
              <span class="row-end">
                <Button
                  isBusy={isBusy}
                  label={said.replayOf(delivery.type)}
                  onClick={() => void replay(delivery)}
                >
                  {said.replay}
                </Button>
              </span>
            </p>
            {delivery.log.length > 0 && (
              <details>
                <summary>{said.attempts(delivery.log.length)}</summary>
                <ol>
                  {delivery.log.map((attempt) => (
                    <Attempt key={attempt.at} attempt={attempt} />
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Attempt({ attempt }: { attempt: DeliveryAttempt }): JSX.Element {
  const { at, status, duration_ms: ms, answer, error } = attempt
  return (
    <li>
      <Time at={at} /> · {status === null ? words().job.noAnswer : `HTTP ${status}`} · <Duration ms={ms} />
      {error !== null && (
        <>
          {' · '}
          <code>{error.code}</code> {error.message}
        </>
      )}
      {answer !== null && answer !== '' && <pre>{answer}</pre>}
    </li>
  )
}
