import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { createTextModel } from '@async-events/ai'
import type { FindTool, ProcessorContract, QueueName, Runner } from '@async-events/core'
import { installedOcrPacks } from '@async-events/media/ocr'
import { registry } from '@async-events/processors'
import { runners } from '@async-events/processors/runners'
import { consumeSteps } from '@async-events/queue'
import {
  createChildMetrics,
  createLogger,
  createStepMetrics,
  type HealthChecks,
  measuredFetch,
  readConfigOrExit,
  runUntilSignal,
  shareMetrics,
  startHealthServer,
  watchEventLoop,
} from '@async-events/runtime'
import { childMemory, findToolOnPath, onChildEnd } from '@async-events/sandbox'
import { openMeasuredStack } from '@async-events/stack'
import { createGuardedProxies, createPageReader, createSafeFetch, detectLanguage } from '@async-events/web'
import { announceWorker } from './announce-worker.ts'
import { enginesOf } from './engines-of.ts'
import { type ExecuteDeps, executeStep, type RunningStep } from './execute-step.ts'
import { fetchOptions, proxyOptions } from './fetch-config.ts'
import { speechEngineFinder } from './find-speech-engine.ts'
import { queues } from './queues.ts'
import type { LoadedProcessor } from './run-processor.ts'
import { markInUse, removeAbandoned, sweepWorkdirs } from './sweep-workdirs.ts'
import { tracedFetch } from './traced-fetch.ts'
import { workerConfig } from './worker-config.ts'

/** A worker process: serves every processor of its queue until SIGTERM or SIGINT. */
export async function runWorker(queue: QueueName, env: Record<string, string | undefined>): Promise<void> {
  const config = readConfigOrExit(workerConfig, env)
  const { tools, concurrency: defaultConcurrency } = queues[queue]
  const concurrency = config.WORKER_CONCURRENCY ?? defaultConcurrency
  const name = `worker-${queue}`
  const log = createLogger({ name, level: config.LOG_LEVEL })
  const processors = await loadProcessors(queue)
  const { stack, metrics } = await openMeasuredStack(config, { appName: name, log })
  const { registry: measures } = metrics
  const workRoot = resolve(config.DATA_DIR, 'work', `${queue}-${hostname()}-${process.pid}`)
  // In a container process ids repeat: this may be left from a predecessor that was killed.
  await rm(workRoot, { recursive: true, force: true })
  await mkdir(workRoot, { recursive: true })
  await sweepWorkdirs(resolve(config.DATA_DIR, 'work'), `${queue}-${hostname()}-`)
  await removeAbandoned(resolve(config.DATA_DIR, 'work'), new Date())
  const inUse = new AbortController()
  markInUse(workRoot, inUse.signal)

  const findTool = findToolOnPath({ path: env.PATH })
  const pageReader = createPageReader({ findTool })
  const running = new Set<RunningStep>()
  onChildEnd(createChildMetrics(measures, childMemory).ended)
  const deps = {
    ...stack,
    processors,
    metrics: createStepMetrics(measures, {
      queue,
      slots: concurrency,
      running: () => running.size,
      processors: [...processors.keys()],
    }),
    workRoot,
    fetch: tracedFetch(
      measuredFetch(measures, createSafeFetch({ ...fetchOptions(config), log })),
      stack.tracing,
    ),
    openProxy: createGuardedProxies({ ...proxyOptions(config), log }),
    readPage: pageReader.read,
    textModel: createTextModel(config, detectLanguage),
    findSpeechEngine: speechEngineFinder(config, findTool),
    findTool,
    templatesDir: config.TEMPLATES_DIR ?? null,
    cacheMaxAgeMs: config.WORKER_CACHE_MAX_AGE,
    suspects: new Set<string>(),
    onStuck: (step: object) => {
      log.error(step, 'a step goes on though it was told to stop')
      process_.end('a step does not stop', 1)
    },
  }
  const consumer = consumeSteps({
    redisUrl: config.REDIS_URL,
    prefix: config.QUEUE_PREFIX,
    queue,
    concurrency,
    handle: (dispatch, lockLost) => executeStep(deps, dispatch, running, lockLost),
    onStop: (jobIds) => {
      const ids = new Set(jobIds)
      for (const step of running) if (ids.has(step.job_id)) step.abort('stopped')
    },
    onWedged: () => process_.end('no message for half a minute though work waits', 1),
    log,
  })
  const health = await startHealthServer({
    host: config.HEALTH_HOST,
    port: config.HEALTH_PORT,
    isReady: async () => ({
      ...(await stack.isReady()),
      ...toolChecks(tools, findTool),
      ...(await engineChecks(deps)),
    }),
    metrics,
    log,
  })
  const shared = await shareMetrics(config.METRICS_FOLDER, name, metrics, log)
  watchEventLoop({ log })
  const contracts = [...processors.values()].map(({ contract }) => contract)
  const ocrLanguages = queue === 'pdf' ? await ocrLanguagesOf(findTool, workRoot) : null
  const startedAt = stack.clock.now()
  const announced = announceWorker(
    stack.workers,
    randomUUID(),
    async () => ({
      queue,
      slots: concurrency,
      processors: Object.fromEntries(contracts.map((one) => [one.name, one.version])),
      engines: await enginesOf(queue, contracts, { ...deps, findOcrLanguages: async () => ocrLanguages }),
      started_at: startedAt,
      seen_at: stack.clock.now(),
    }),
    log,
  )
  const { advice, transcriber } = await deps.findSpeechEngine()
  const engine = queue === 'audio' ? { transcript: transcriber?.name ?? 'none', advice } : {}
  log.info({ processors: [...processors.keys()], concurrency, ...engine }, 'worker started')

  const process_ = runUntilSignal({
    log,
    graceMs: config.SHUTDOWN_GRACE,
    stop: async (at) => {
      // Steps that still run after most of the grace time are given back for another worker.
      const giveBack = setTimeout(() => {
        for (const step of running) step.abort('shutdown')
      }, config.SHUTDOWN_GRACE * 0.6)
      at('steps in progress')
      await consumer.close()
      clearTimeout(giveBack)
      at('work folders')
      inUse.abort()
      await sweepWorkdirs(resolve(config.DATA_DIR, 'work'), `${queue}-${hostname()}-${process.pid}`)
      at('page readers')
      await pageReader.close()
      await announced.close()
      at('health server')
      await health.close()
      await shared.close()
      at('servers')
      await stack.close()
    },
  })
}

/** Missing tools make the worker not ready. */
function toolChecks(tools: readonly string[], findTool: FindTool): HealthChecks {
  if (tools.length === 0) return {}
  const missing = tools.filter((tool) => findTool(tool) === null)
  return {
    tools:
      missing.length === 0 ? { ok: true } : { ok: false, detail: `not installed: ${missing.join(', ')}` },
  }
}

/** Always ok: shows which engines this worker uses. */
async function engineChecks({
  textModel,
  findSpeechEngine,
}: Pick<ExecuteDeps, 'textModel' | 'findSpeechEngine'>): Promise<HealthChecks> {
  const { transcriber } = await findSpeechEngine()
  return {
    engines: { ok: true, detail: `text: ${textModel.name}, transcript: ${transcriber?.name ?? 'none'}` },
  }
}

/** Packs of Tesseract on this worker; null without one that can be asked. They change with its image. */
async function ocrLanguagesOf(findTool: FindTool, workdir: string): Promise<string[] | null> {
  const context = { findTool, workdir, signal: new AbortController().signal }
  return installedOcrPacks(context).catch(() => null)
}

/** Every contract of the queue with its runner. Loaded before the first message, so that a broken one fails the start. */
async function loadProcessors(queue: QueueName): Promise<Map<string, LoadedProcessor>> {
  const loaded = new Map<string, LoadedProcessor>()
  for (const [name, contract] of Object.entries(registry)) {
    if (contract.queue !== queue) continue
    const load = runners[name as keyof typeof runners]
    // `runners` types each runner by its own contract; here they share the general type.
    loaded.set(name, { contract, run: (await load()) as unknown as Runner<ProcessorContract> })
  }
  if (loaded.size === 0) throw new Error(`no processor runs on the queue "${queue}"`)
  return loaded
}
