import { createHash } from 'node:crypto'
import { mayAccess, scopeOf } from '../../domain/access/access.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { crashPoint } from '../../domain/crash-point.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { BatchSource } from '../../domain/job/batch-source.ts'
import { isTerminal, type Job, limits } from '../../domain/job/job.ts'
import type { JobSource, SessionPlace, SessionState } from '../../domain/job/job-source.ts'
import { mapAtOnce } from '../../domain/map-at-once.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { matchSessions, type SourcedJob } from '../../domain/programme/match-sessions.ts'
import { changesOf, placeOfJob } from '../../domain/programme/session-changes.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { StepQueue } from '../../ports/step-queue.ts'
import { announceStop, type StopDeps } from './announce-stop.ts'
import { readBatch } from './authorize.ts'
import { reopenBatch } from './control-job.ts'
import { builtJobs, type CreateBatchDeps, idTaken, release } from './create-batch.ts'
import type { CreateOptions } from './create-job.ts'
import {
  type ImportDeps,
  type ImportedSession,
  type ImportRequest,
  type ImportSummary,
  nothingKept,
  type PreparedImport,
  prepareImport,
  sourceOf,
} from './import-schedule.ts'
import type { Orchestrator } from './orchestrator.ts'
import { changedParameters } from './prepare-restart.ts'
import { type ReviseDeps, revisingTransition } from './revise-job.ts'

export interface ImportAgainDeps extends ImportDeps, ReviseDeps, StopDeps, CreateBatchDeps {
  jobs: Pick<JobStore, 'get' | 'insert' | 'insertMissing' | 'ofBatch' | 'hold' | 'remove'>
  batches: Pick<BatchStore, 'get' | 'insert' | 'settle' | 'setSource'>
  orchestrator: Pick<Orchestrator, 'transition' | 'settleBatch'>
  queue: Pick<StepQueue, 'publish' | 'announceStop'>
}

/** `returned`: back in the schedule, or no longer cancelled. `refused`: the job cannot have what the schedule says now. */
export const sessionChangeKinds = [
  'added',
  'changed',
  'moved',
  'cancelled',
  'removed',
  'returned',
  'refused',
] as const
export type SessionChangeKind = (typeof sessionChangeKinds)[number]

/** What an import into a batch that is there did about a session. */
export interface SessionChange {
  change: SessionChangeKind
  /** Null of one that a dry run would add. */
  job_id: string | null
  external_id: string
  session: string
  /** Of the schedule; null where it is no longer in it. */
  line: number | null
  /** Parameters, or `extra:key`, that the schedule states otherwise. */
  fields: string[]
  /** Of these, those that a person has changed: they stay. */
  kept: string[]
  moved_from: SessionPlace | null
  moved_to: SessionPlace | null
  /** Ids of the steps that run again; none where what the change concerns has not run yet. */
  steps: string[]
  /** Why it is refused. */
  message: string | null
}

export type ChangeCounts = Readonly<Record<SessionChangeKind | 'unchanged' | 'dropped', number>>

export interface ImportChanges extends ChangeCounts {
  sessions: SessionChange[]
}

export interface ImportedAgain {
  summary: ImportSummary
  changes: ImportChanges
  batch: Batch
  added: Job[]
}

/** Jobs that are changed at a time. */
const atOnce = 8

/**
 * Imports a schedule into the batch that an earlier version of it made: adds what is new, changes what the schedule says otherwise, and runs of
 * that only what reads the change; marks what was moved, cancelled or removed. All else stays: corrections, what a person has changed, jobs that
 * were deleted. The same schedule again changes nothing, and two imports at once do each change once.
 */
export async function importAgain(
  deps: ImportAgainDeps,
  batch: Batch,
  request: ImportRequest,
  options: CreateOptions,
  { isDry = false }: { isDry?: boolean } = {},
): Promise<ImportedAgain> {
  const { source } = batch
  if (source === null) throw notImported(batch)
  requireSame(batch, request)
  const prepared = await prepareImport(deps, request, options, scopeOf(batch.user_id))
  // All talks of a conference are not removed at once: something else is where the schedule was.
  if (prepared.sessions.length === 0) throw nothingKept(prepared.summary)
  const plan = await plannedChanges(deps, batch, source, prepared)
  const { firstPlace, taken } = plan
  if (firstPlace + plan.added.length > limits.batchJobs) throw tooMany(firstPlace + plan.added.length)
  const act = { deps, batch, options, isDry, prepared }
  const changed = await mapAtOnce(atOnce, plan.pairs, ({ job, session }) => reviseByWill(act, job, session))
  const gone = await mapAtOnce(atOnce, plan.gone, ({ job, state }) => markGone(act, job, state))
  const jobs = builtJobs(
    deps,
    plan.added.map(({ job }) => job),
    plan.added.map(({ pipeline, taken: parameters }) => ({ pipeline, parameters })),
    options,
    {
      batch,
      now: deps.clock.now(),
      idOf: ({ external_id = '' }) => jobIdOf(batch, external_id),
      firstPlace,
      taken,
    },
  )
  const added = isDry ? [] : await addJobs(deps, batch, jobs)
  const addedIds = new Set((isDry ? jobs : added).map(({ external_id }) => external_id))
  const addedChanges = plan.added
    .filter(({ job }) => addedIds.has(job.external_id))
    .map((one) => addition(one, isDry ? null : jobIdOf(batch, one.job.external_id)))
  const sessions = [...addedChanges, ...changed, ...gone].filter((one) => one !== null)
  const next = sourceOf(request, prepared.summary.format, deps.clock.now(), source)
  if (!isDry) await deps.batches.setSource(batch.id, next, deps.clock.now())
  return {
    summary: prepared.summary,
    changes: {
      ...countsOf(sessions, plan.pairs.length + plan.gone.length, plan.dropped),
      sessions: inOrder(sessions),
    },
    batch: isDry ? batch : await readBatch(deps.batches, batch.id, options.principal, 'write'),
    added,
  }
}

/** Imports a batch's schedule again from where it came. */
export async function refreshBatch(
  deps: ImportAgainDeps,
  batch: Batch,
  options: CreateOptions,
  dry: { isDry?: boolean } = {},
): Promise<ImportedAgain> {
  const { source } = batch
  if (source === null) throw notImported(batch)
  if (source.schedule_url === null)
    throw new AppError(
      'conflict',
      'The schedule of this batch was sent with its import; import it again with this batch_id.',
    )
  return importAgain(deps, batch, { ...source.options, schedule_url: source.schedule_url }, options, dry)
}

/** The batch that a request imports into; null where it makes one. */
export async function importTarget(
  { batches }: Pick<ImportAgainDeps, 'batches'>,
  { batch_id }: Pick<ImportRequest, 'batch_id'>,
  { principal, reserved }: CreateOptions,
): Promise<Batch | null> {
  const batch = batch_id === undefined ? null : await batches.get(batch_id)
  // Made by this very request, which crashed before it could answer.
  if (!batch || (reserved && batch.creation === reserved.creation)) return null
  if (batch.deleted_at || !mayAccess(principal, batch, 'write')) throw idTaken(batch.id)
  return batch
}

interface Addition extends ImportedSession {
  pipeline: Parameters<typeof builtJobs>[2][number]['pipeline']
}

interface PlannedChanges {
  pairs: { job: SourcedJob; session: ImportedSession }[]
  gone: { job: SourcedJob; state: SessionState }[]
  added: Addition[]
  dropped: number
  firstPlace: number
  taken: { folder: string; stem: string }[]
}

async function plannedChanges(
  { jobs, pipelines }: ImportAgainDeps,
  batch: Batch,
  source: BatchSource,
  { sessions, off, isPartial }: PreparedImport,
): Promise<PlannedChanges> {
  const all = await Array.fromAsync(jobs.ofBatch(batch.id))
  const live = all.filter((job) => job.deleted_at === null && job.creation === batch.creation)
  const sourced = live.flatMap((job): SourcedJob[] => (job.source ? [{ ...job, source: job.source }] : []))
  const dropped = new Set([
    ...source.dropped,
    ...all.flatMap((job) => (job.deleted_at && job.source ? [job.source.event_id] : [])),
  ])
  const matched = matchSessions(sessions, sourced)
  const pipeline = pipelines.session
  if (!pipeline) throw new TypeError('an import makes sessions')
  const fresh = matched.sessions.filter(({ job }) => !dropped.has(job.external_id))
  return {
    pairs: matched.pairs,
    gone: matched.jobs.flatMap((job): PlannedChanges['gone'] => {
      if (off.has(job.source.event_id)) return [{ job, state: 'cancelled' }]
      return isPartial ? [] : [{ job, state: 'removed' }]
    }),
    added: fresh.map((one) => ({ ...one, pipeline })),
    dropped: matched.sessions.length - fresh.length,
    firstPlace: Math.max(-1, ...all.map(({ batch_place }) => batch_place)) + 1,
    taken: live.map(({ parameters, file_stem }) => ({ ...pipeline.fileStem(parameters), stem: file_stem })),
  }
}

interface Acting {
  deps: ImportAgainDeps
  batch: Batch
  options: CreateOptions
  isDry: boolean
  prepared: PreparedImport
}

/** Somebody who restarts the job meanwhile gets in first: it is looked at again, a few times. */
const tries = 5

async function reviseByWill(
  act: Acting,
  read: SourcedJob,
  session: ImportedSession,
): Promise<SessionChange | null> {
  let job = read
  for (let at = 1; at <= tries; at++) {
    const done = await reviseOnce(act, job, session)
    if (done !== 'again') return done
    const found = await act.deps.jobs.get(job.id)
    if (!found?.source || found.deleted_at) return null
    job = { ...found, source: found.source }
  }
  throw new AppError('unavailable', `The job ${read.id} changes too fast; import again.`)
}

async function reviseOnce(
  { deps, options, isDry, batch }: Acting,
  job: SourcedJob,
  session: ImportedSession,
): Promise<SessionChange | null | 'again'> {
  const changes = changesOf(job, session)
  const { state } = session.job.source
  const isSame = changes.fields.length === 0 && state === job.source.state
  if (isSame && job.source.event_id === session.job.external_id) return null
  const told: SessionChange = {
    change: kindOf(job.source.state, state, changes),
    job_id: job.id,
    external_id: session.job.external_id,
    session: String(session.taken.session ?? ''),
    line: session.line,
    fields: changes.fields,
    kept: changes.kept,
    moved_from: changes.moved_from,
    moved_to: changes.moved_from && placeOfJob(session.taken),
    steps: [],
    message: null,
  }
  const pipeline = deps.pipelines[job.job_type]
  if (!pipeline) return { ...told, change: 'refused', message: `The job type "${job.job_type}" is unknown.` }
  let parameters: Record<string, unknown> | undefined
  try {
    if (Object.keys(changes.patch).length > 0)
      parameters = await changedParameters(deps, pipeline, job, changes.patch, options.principal)
  } catch (thrown) {
    // What a person has given the job and the schedule's news may not go together.
    const { code, message, details } = toAppError(thrown)
    if (code !== 'validation_error') throw thrown
    const first = details?.[0]
    return { ...told, change: 'refused', message: first ? `${first.path}: ${first.message}` : message }
  }
  const now = deps.clock.now()
  const isMoved = changes.moved_from !== null
  const revision = {
    source: {
      event_id: session.job.external_id,
      given: changes.given,
      state,
      changed_at: isMoved || state !== job.source.state ? now : job.source.changed_at,
      moved_from: changes.moved_from ?? job.source.moved_from,
    },
    ...(parameters && { parameters, job_name: nameAfter(job, pipeline.jobName, parameters) }),
    use_cache: options.useCacheHeader ?? job.use_cache,
    request_id: options.reserved?.creation,
    origin: options.origin,
  }
  // Of the run that was read: what somebody else has started meanwhile has other parameters.
  const next = (current: Job) => ({
    ...revisingTransition(deps, pipeline, current, revision),
    run: job.run.number,
  })
  const steps = stepsOf(next(job))
  if (isDry) return { ...told, steps }
  const isRun = steps.length > 0
  if (isRun) await reopenBatch(deps, batch.id)
  const result = await deps.orchestrator.transition(job, next)
  if (!result.ok) return result.reason === 'deleted' ? null : 'again'
  if (isRun && !isTerminal(job)) await announceStop(deps, [job.id])
  return { ...told, steps: result.job.run.number === job.run.number ? [] : steps }
}

async function markGone(
  { deps, isDry }: Acting,
  job: SourcedJob,
  state: SessionState,
): Promise<SessionChange | null> {
  if (job.source.state === state) return null
  const told: SessionChange = {
    change: state === 'cancelled' ? 'cancelled' : 'removed',
    job_id: job.id,
    external_id: job.source.event_id,
    session: String(job.parameters.session ?? job.job_name),
    line: null,
    ...{ fields: [], kept: [], moved_from: null, moved_to: null, steps: [], message: null },
  }
  if (isDry) return told
  const changed_at = deps.clock.now()
  await deps.orchestrator.transition(job, (current) => {
    const source: JobSource = { ...(current.source ?? job.source), state, changed_at }
    return { type: 'revise', run: current.run.number, source }
  })
  return told
}

/** Jobs of sessions that are new. One that another import has added meanwhile is not added again. */
async function addJobs(deps: ImportAgainDeps, batch: Batch, jobs: Job[]): Promise<Job[]> {
  if (jobs.length > 0) await reopenBatch(deps, batch.id)
  const ids = new Set(await deps.jobs.insertMissing(jobs))
  crashPoint('after-insert')
  const added = jobs.filter(({ id }) => ids.has(id))
  // Also what an import left on hold that crashed here. As the batch is now: it may have been paused meanwhile.
  const now = (await deps.batches.get(batch.id)) ?? batch
  await release(deps, now, added, deps.clock.now())
  return added
}

/** The same for each import of the same session, so that two at once make one job. In the form of a UUID of version 7. */
function jobIdOf({ id, creation, created_at }: Batch, eventId: string): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([id, creation, eventId]))
    .digest()
    .subarray(0, 16)
  bytes.writeUIntBE(created_at.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return `job-${groups.join('-')}`
}

/** A name that somebody gave the job stays. */
function nameAfter(
  job: Job,
  nameOf: (parameters: Record<string, unknown>) => string,
  parameters: Record<string, unknown>,
): string {
  return job.job_name === nameOf(job.parameters) ? nameOf(parameters) : job.job_name
}

const placeFields = new Set([
  ...['day', 'starttime', 'endtime', 'extra:room', 'extra:starts_at', 'extra:ends_at'],
  'extra:conference_day',
])

function kindOf(
  before: SessionState,
  after: SessionState,
  { fields, moved_from }: Pick<ReturnType<typeof changesOf>, 'fields' | 'moved_from'>,
): SessionChangeKind {
  if (before !== after) return after === 'scheduled' ? 'returned' : 'cancelled'
  return moved_from && fields.every((field) => placeFields.has(field)) ? 'moved' : 'changed'
}

function stepsOf(transition: ReturnType<typeof revisingTransition>): string[] {
  if (transition.type !== 'restart') return []
  return Object.entries(transition.steps).flatMap(([id, { status }]) => (status === 'blocked' ? [id] : []))
}

const addition = ({ job, taken, line }: Addition, job_id: string | null): SessionChange => ({
  change: 'added',
  job_id,
  external_id: job.external_id,
  session: String(taken.session ?? ''),
  line,
  ...{ fields: [], kept: [], moved_from: null, moved_to: null, steps: [], message: null },
})

function countsOf(sessions: readonly SessionChange[], known: number, dropped: number): ChangeCounts {
  const of = (kind: SessionChangeKind): number => sessions.filter(({ change }) => change === kind).length
  const added = of('added')
  return {
    ...{ added, changed: of('changed'), moved: of('moved'), cancelled: of('cancelled') },
    ...{ removed: of('removed'), returned: of('returned'), refused: of('refused') },
    unchanged: known - (sessions.length - added),
    dropped,
  }
}

/** As they stand in the schedule; what is no longer in it at the end. */
const inOrder = (sessions: SessionChange[]): SessionChange[] =>
  sessions.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))

/** What belongs to the batch is set when it is made; a second import that says something else would be ignored without a word. */
function requireSame(batch: Batch, { batch_name, metadata, user_id, webhook }: ImportRequest): void {
  const other: [string, boolean, string][] = [
    ['batch_name', batch_name !== undefined && batch_name !== batch.batch_name, ''],
    ['user_id', user_id !== undefined && user_id !== batch.user_id, ''],
    ['metadata', metadata !== undefined && canonicalJson(metadata) !== canonicalJson(batch.metadata), ''],
    [
      'webhook',
      webhook !== undefined && webhook.url.replace(/\?.*$/s, '') !== batch.webhook?.url.replace(/\?.*$/s, ''),
      '; change the webhook of the batch instead',
    ],
  ]
  const problems = other.flatMap(([path, isOther, advice]) =>
    isOther
      ? [
          {
            path,
            code: 'not_changeable',
            message: `is another one than that of the batch, which stays${advice}`,
          },
        ]
      : [],
  )
  if (problems.length > 0) throw invalidRequest(problems)
}

const notImported = ({ id }: Batch): AppError =>
  new AppError(
    'conflict',
    `The batch "${id}" was not made of a schedule; import under another batch_id, or without one.`,
  )

const tooMany = (count: number): AppError =>
  invalidRequest([
    {
      path: 'filter',
      code: 'too_big',
      message: `leaves ${count} jobs in the batch, more than ${limits.batchJobs}: import by day or track`,
    },
  ])
