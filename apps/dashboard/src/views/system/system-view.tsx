import type { JSX } from 'preact'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { Scrolled } from '../../parts/scrolled.tsx'
import { Duration, Time } from '../../parts/time.tsx'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { Equipment } from './equipment.tsx'
import { Keys } from './keys.tsx'
import { readHealth } from './read-health.ts'
import { figuresOf, type QueueFigures, readMetrics, type ServiceFigures } from './read-metrics.ts'

const lookMs = 5000

/** Whether the service is well: its stores, queues and workers, versions, and for administrators the API keys. */
export function SystemView(): JSX.Element {
  const { system: said } = words()
  return (
    <>
      <h1>{said.title}</h1>
      <Checks />
      <Queues />
      <Equipment />
      <Versions />
      <Keys />
    </>
  )
}

function Checks(): JSX.Element {
  const { system: said } = words()
  const { value, error, reload } = useLoaded(readHealth, [], { everyMs: lookMs })
  return (
    <section aria-labelledby="checks-title" aria-busy={value === null && error === null}>
      <h2 id="checks-title">{said.checks}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      <ul class="checks">
        {Object.entries(value?.checks ?? {}).map(([name, { ok, detail }]) => (
          <li key={name}>
            <span class={ok ? 'check-ok' : 'check-bad'}>
              <span aria-hidden="true">{ok ? '✓' : '✗'}</span> {name}: {ok ? said.ok : said.notOk}
            </span>
            {detail !== undefined && <span> {detail}</span>}
            {!ok && <p>{said.checkHints[name] ?? said.checkHint}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Queues(): JSX.Element {
  const { system: said, common } = words()
  const { value, error, reload } = useLoaded(
    async (client, signal): Promise<ServiceFigures> => {
      const answer = await client.metrics({ signal, maxRetries: patiently })
      return figuresOf(readMetrics(await answer.text()))
    },
    [],
    { everyMs: lookMs },
  )
  const isPartial = value !== null && value.queues.length === 0
  return (
    <section aria-labelledby="queues-title" aria-busy={value === null && error === null}>
      <h2 id="queues-title">{said.queues}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {isPartial && <p class="notice">{said.onlyApi}</p>}
      {value !== null && !isPartial && (
        <Scrolled label={said.queueTable}>
          <table>
            <thead>
              <tr>
                <th scope="col">{said.queue}</th>
                <th scope="col">{said.running}</th>
                <th scope="col">{said.slots}</th>
                <th scope="col">{said.ready}</th>
                <th scope="col">{said.oldest}</th>
                <th scope="col">{said.delayed}</th>
                <th scope="col">{said.paused}</th>
                <th scope="col">{said.blocked}</th>
              </tr>
            </thead>
            <tbody>
              {value.queues.map((figures) => (
                <QueueRow key={figures.queue} figures={figures} />
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
      {value !== null && value.processes.length > 0 && (
        <>
          <h2>{said.processes}</h2>
          <ul class="checks">
            {value.processes.map(({ name, version, isUp }) => (
              <li key={name}>
                <span class={isUp ? 'check-ok' : 'check-bad'}>
                  <span aria-hidden="true">{isUp ? '✓' : '✗'}</span> {name}: {isUp ? said.up : said.down}
                </span>{' '}
                <span class="muted">{version ?? common.unknown}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function QueueRow({ figures }: { figures: QueueFigures }): JSX.Element {
  const { common, system: said } = words()
  const number = (value: number | null): string => (value === null ? common.unknown : String(value))
  return (
    <tr>
      <th scope="row">{figures.queue}</th>
      <td>{number(figures.running)}</td>
      <td>
        {figures.workers === 0 ? <strong class="check-bad">{said.noWorker}</strong> : number(figures.slots)}
      </td>
      <td>{number(figures.ready)}</td>
      <td>
        {figures.oldestSeconds === null ? common.unknown : <Duration ms={figures.oldestSeconds * 1000} />}
      </td>
      <td>{number(figures.delayed)}</td>
      <td>{number(figures.paused)}</td>
      <td>{number(figures.blocked)}</td>
    </tr>
  )
}

function Versions(): JSX.Element {
  const { system: said, common } = words()
  const { value, error, reload } = useLoaded(
    (client, signal) => client.getVersion({ signal, maxRetries: patiently }),
    [],
  )
  return (
    <section aria-labelledby="versions-title" aria-busy={value === null && error === null}>
      <h2 id="versions-title">{said.versions}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {value !== null && (
        <>
          <dl class="facts">
            <div>
              <dt>{said.service}</dt>
              <dd>{value.version}</dd>
            </div>
            <div>
              <dt>{said.commit}</dt>
              <dd>{value.commit ?? common.unknown}</dd>
            </div>
            <div>
              <dt>{said.built}</dt>
              <dd>{value.built_at === null ? common.unknown : <Time at={value.built_at} />}</dd>
            </div>
            <div>
              <dt>Node</dt>
              <dd>{value.node}</dd>
            </div>
          </dl>
          <p>
            {said.processors}:{' '}
            {Object.entries(value.processors)
              .map(([name, version]) => `${name} ${version}`)
              .join(', ')}
          </p>
        </>
      )}
    </section>
  )
}
