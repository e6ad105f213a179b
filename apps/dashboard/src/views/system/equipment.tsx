import type { SeenWorker, System, WorkerEngine } from '@async-events/client'
import type { JSX } from 'preact'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { formatBytes } from '../../parts/format-bytes.ts'
import { Scrolled } from '../../parts/scrolled.tsx'
import { Time } from '../../parts/time.tsx'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { language, words } from '../../words/words.ts'

const lookMs = 15_000

/** What the service has to work with: workers with their engines and models, and room for files. */
export function Equipment(): JSX.Element {
  const { system: said } = words()
  const { value, error, reload } = useLoaded(
    (client, signal) => client.getSystem({ signal, maxRetries: patiently }),
    [],
    { everyMs: lookMs },
  )
  return (
    <>
      <section aria-labelledby="engines-title" aria-busy={value === null && error === null}>
        <h2 id="engines-title">{said.engines}</h2>
        {error !== null && <ErrorNotice error={error} onRetry={reload} />}
        {value !== null && <Workers workers={value.workers} />}
      </section>
      <section aria-labelledby="storage-title" aria-busy={value === null && error === null}>
        <h2 id="storage-title">{said.storage}</h2>
        {value !== null && <Storage storage={value.storage} />}
      </section>
    </>
  )
}

function Workers({ workers }: Pick<System, 'workers'>): JSX.Element {
  const { system: said } = words()
  if (workers === null || workers.length === 0)
    return <p class="notice">{workers === null ? said.workersUnknown : said.noWorkers}</p>
  return (
    <Scrolled label={said.workerTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{said.queue}</th>
            <th scope="col">{said.engines}</th>
            <th scope="col">{said.processors}</th>
            <th scope="col">{said.slots}</th>
            <th scope="col">{said.since}</th>
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => (
            <WorkerRow key={`${worker.queue} ${worker.started_at}`} worker={worker} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  )
}

function WorkerRow({ worker }: { worker: SeenWorker }): JSX.Element {
  return (
    <tr>
      <th scope="row">{worker.queue}</th>
      <td>
        {worker.engines.map((engine) => (
          <Engine key={engine.kind} engine={engine} />
        ))}
      </td>
      <td>
        {Object.entries(worker.processors)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
      </td>
      <td>{worker.slots}</td>
      <td>
        <Time at={worker.started_at} />
      </td>
    </tr>
  )
}

function Engine({ engine: { kind, name, languages, advice } }: { engine: WorkerEngine }): JSX.Element {
  const { system: said, common } = words()
  return (
    <div>
      {said.engineKinds[kind]}: {name ?? common.none}
      {languages.length > 0 && <span class="muted"> ({languages.join(', ')})</span>}
      {advice !== null && <p class="muted">{advice}</p>}
    </div>
  )
}

function Storage({ storage }: Pick<System, 'storage'>): JSX.Element {
  const { system: said, common } = words()
  if (storage === null) return <p class="notice">{said.storageAway}</p>
  const { driver, free_bytes: free, total_bytes: total } = storage
  return (
    <dl class="facts">
      <div>
        <dt>{said.driver}</dt>
        <dd>{said.drivers[driver]}</dd>
      </div>
      <div>
        <dt>{said.free}</dt>
        <dd>
          {free === null || total === null
            ? common.unknown
            : said.freeOf(formatBytes(free, language.value), formatBytes(total, language.value))}
        </dd>
      </div>
    </dl>
  )
}
