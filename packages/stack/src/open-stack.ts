import { openConfiguredArtifactStore, readText } from '@async-events/artifacts'
import {
  type ApiKeyStore,
  AppError,
  type ArtifactStore,
  type BatchStore,
  type Census,
  createOrchestrator,
  type DeliveryStore,
  type EventLog,
  type EventNudge,
  type IdempotencyStore,
  type JobLogStore,
  type JobStore,
  type Logger,
  type Observer,
  type Orchestrator,
  openFinishedJobs,
  ownTemplates,
  type Pipelines,
  type ProcessorContract,
  type ResultStore,
  resultsId,
  type StepCache,
  type StepClaims,
  type StepQueue,
  type TemplateStore,
  type Tracing,
  type UploadStore,
  type WorkerRegistry,
} from '@async-events/core'
import {
  connectMongo,
  createApiKeyStore,
  createBatchStore,
  createCensus,
  createDeliveryStore,
  createEventLog,
  createIdempotencyStore,
  createIndexes,
  createJobLogStore,
  createJobStore,
  createResultStore,
  createStepCache,
  createStepClaims,
  createTemplateStore,
  createUploadStore,
  defineModels,
} from '@async-events/mongo'
import { createPipelines, openTemplates, registry, type TemplatesOf } from '@async-events/processors'
import { openEventNudge, openStepQueue, openWorkerRegistry } from '@async-events/queue'
import {
  createClock,
  dieOnceAt,
  type HealthChecks,
  openTracing,
  type StoreMetrics,
  type SyncedClock,
} from '@async-events/runtime'
import type { StackConfig } from './stack-config.ts'
import { timedPort } from './timed-port.ts'
import { tracedOrchestrator } from './traced-orchestrator.ts'

/** Of the time for a stop: what is recorded of it is sent. */
const flushShare = 0.2

/** Core's ports over the real servers, opened once per app. */
export interface Stack {
  jobs: JobStore
  batches: BatchStore
  events: EventLog
  nudge: EventNudge
  deliveries: DeliveryStore
  results: ResultStore
  cache: StepCache
  claims: StepClaims
  idempotency: IdempotencyStore
  apiKeys: ApiKeyStore
  jobLogs: JobLogStore
  uploads: UploadStore
  queue: StepQueue
  workers: WorkerRegistry
  artifacts: ArtifactStore
  census: Census
  orchestrator: Orchestrator
  pipelines: Pipelines
  /** Of every processor, by name. */
  contracts: Readonly<Record<string, ProcessorContract>>
  /** Uploaded ones. */
  templates: TemplateStore
  /** All that an owner can use. */
  templatesOf: TemplatesOf
  clock: SyncedClock
  tracing: Tracing
  log: Logger
  isReady(): Promise<HealthChecks>
  close(): Promise<void>
}

export interface StackOptions {
  appName: string
  log: Logger
  /** Somebody waits for its answers, and is told within 3 s that the database is away. */
  hasCallers?: boolean
  /** Told what this process writes of jobs and batches. */
  observer?: Observer
  /** Told of each operation of a store. */
  stores?: Pick<StoreMetrics, 'called'>
}

/** Resolves even while servers are unreachable: connections are retried, and `isReady` shows their state. */
export async function openStack(
  config: StackConfig,
  { appName, log, hasCallers, observer, stores = { called: () => {} } }: StackOptions,
): Promise<Stack> {
  if (config.CRASH_AT) dieOnceAt(config.CRASH_AT, config.DATA_DIR)
  const tracing = await openTracing(config, { name: appName, log })
  const mongo = connectMongo(config.MONGODB_URI, {
    appName,
    log,
    ...(hasCallers !== undefined && { hasCallers }),
    onCommand: (...call) => stores.called('mongodb', ...call),
  })
  const models = defineModels(mongo.connection)
  const templates = createTemplateStore(models)
  const folders = config.TEMPLATES_DIR ? [config.TEMPLATES_DIR] : []
  const templatesOf: TemplatesOf = (scope) => openTemplates({ folders, own: ownTemplates(templates, scope) })
  const queue = timedPort(
    openStepQueue({ redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX, log }),
    (...call) => stores.called('redis', ...call),
  )
  const artifacts = timedPort(await openConfiguredArtifactStore(config), (...call) =>
    stores.called('artifacts', ...call),
  )
  const clock = createClock({
    onError: (error) => log.warn({ err: error }, 'reading the database time failed'),
  })
  await mongo.tried
  await clock.sync(mongo.readDatabaseTime)
  const indexes = keepTrying(() => createIndexes(models), log)

  const jobs = createJobStore(models)
  const batches = createBatchStore(models)
  const nudge = openEventNudge({ redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX, log })
  const workers = openWorkerRegistry({ redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX })
  const events = announcing(createEventLog(models, clock), nudge)
  const deliveries = createDeliveryStore(models)
  const results = createResultStore(models)
  const cache = createStepCache(models)
  const claims = createStepClaims(models)
  const idempotency = createIdempotencyStore(models)
  const apiKeys = createApiKeyStore(models)
  const jobLogs = createJobLogStore(models)
  const uploads = createUploadStore(models)
  const pipelines = createPipelines(templatesOf, (scope, principal) =>
    openFinishedJobs({ jobs, results }, scope, principal),
  )
  const transitions = createOrchestrator({
    jobs,
    batches,
    events,
    deliveries,
    results,
    queue,
    clock,
    log,
    ...(observer ? { observer } : {}),
    async buildResults(job) {
      const pipeline = pipelines[job.job_type]
      if (!pipeline) throw new Error(`no pipeline for the job type ${job.job_type}`)
      const built = await pipeline.results(job, {
        readText: (ref, maxBytes) => readText(artifacts, ref.key, maxBytes),
      })
      return {
        id: resultsId(job.id, job.run.number),
        job_id: job.id,
        run: job.run.number,
        rev: job.rev,
        created_at: clock.now(),
        ...built,
      }
    },
  })

  const orchestrator = tracedOrchestrator(transitions, tracing)

  return {
    jobs,
    batches,
    events,
    nudge,
    deliveries,
    results,
    cache,
    claims,
    idempotency,
    apiKeys,
    jobLogs,
    uploads,
    queue,
    workers,
    artifacts,
    census: createCensus(models),
    orchestrator,
    pipelines,
    contracts: registry,
    templates,
    templatesOf,
    clock,
    tracing,
    log,
    isReady: async () => ({
      mongodb: await probe('mongodb', () => mongo.check(), log),
      redis: await probe('redis', () => queue.check(), log),
      artifacts: await probe('artifacts', () => artifacts.check(), log),
      indexes: { ok: indexes.done },
    }),
    close: async () => {
      indexes.stop()
      clock.stop()
      await orchestrator.idle()
      const sent = tracing.close(config.SHUTDOWN_GRACE * flushShare)
      nudge.close()
      workers.close()
      await queue.close()
      // What cannot be closed ends with the process: nothing is lost, and the stop has not failed.
      for (const close of [artifacts.close, mongo.close])
        await close().catch((error: unknown) => log.warn({ err: error }, 'a store could not be closed'))
      await sent
    },
  }
}

/** Wakes the streams of each job and batch that an event was appended for. */
function announcing(log: EventLog, nudge: EventNudge): EventLog {
  return {
    ...log,
    async append(events) {
      await log.append(events)
      // Nobody follows a job that is being made: its id is not known yet.
      const followed = events.filter(({ batch_id, type }) => batch_id !== null || type !== 'job.created')
      nudge.announce([
        ...new Set(followed.flatMap(({ job_id, batch_id }) => [job_id, batch_id ?? []].flat())),
      ])
    },
  }
}

/** The detail is public: messages of drivers and the file system go to the log only. */
async function probe(
  name: string,
  check: () => Promise<void>,
  log: Logger,
): Promise<{ ok: boolean; detail?: string }> {
  try {
    await check()
    return { ok: true }
  } catch (error) {
    log.warn({ err: error, check: name }, 'readiness check failed')
    return { ok: false, detail: error instanceof AppError ? error.message : 'cannot be used; see the log' }
  }
}

function keepTrying(act: () => Promise<void>, log: Logger): { done: boolean; stop(): void } {
  const state = { done: false, stopped: false }
  const round = async (): Promise<void> => {
    if (state.stopped) return
    try {
      await act()
      state.done = true
    } catch (error) {
      log.warn({ err: error }, 'indexes could not be made; trying again')
      setTimeout(round, 1_000).unref()
    }
  }
  void round()
  return {
    get done() {
      return state.done
    },
    stop: () => {
      state.stopped = true
    },
  }
}
