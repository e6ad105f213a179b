import { ownerOf, scopeOf } from '../../domain/access/access.ts'
import { collectBytes } from '../../domain/collect-bytes.ts'
import { type AppError, type ErrorDetail, fetchErrors, toAppError } from '../../domain/errors.ts'
import type { BatchSource, ImportOptions, Refresh } from '../../domain/job/batch-source.ts'
import type { JobSource } from '../../domain/job/job-source.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { filterSessions } from '../../domain/programme/filter-sessions.ts'
import { placeRecordings, recordingProblemsOf } from '../../domain/programme/place-recordings.ts'
import type { Programme, ProgrammeProblem, ProgrammeSession } from '../../domain/programme/programme.ts'
import { scheduleUnreadable } from '../../domain/programme/schedule-unreadable.ts'
import { type GivenSession, givenOf } from '../../domain/programme/session-changes.ts'
import { eventIdOf, jobOfSession } from '../../domain/programme/session-job.ts'
import type { ArtifactStore } from '../../ports/artifact-store.ts'
import type { SafeFetch } from '../../ports/fetch.ts'
import type { ReadSchedule } from '../../ports/read-schedule.ts'
import { readUpload } from './authorize.ts'
import { type CheckDeps, checkJobRequest, type JobRequest } from './check-request.ts'
import type { BatchRequest } from './create-batch.ts'
import type { CreateOptions } from './create-job.ts'

export interface ImportRequest extends Omit<BatchRequest, 'jobs' | 'source'>, ImportOptions {
  /** Exactly one of these three. */
  schedule_url?: string | undefined
  schedule?: string | undefined
  upload_id?: string | undefined
  /** Reads the schedule again by itself; null ends that. Absent it stays as it is. */
  refresh?: RefreshRequest | null | undefined
}

export interface RefreshRequest {
  /** Seconds. */
  every: number
  /** ISO 8601. */
  until: string
}

export interface ImportDeps extends CheckDeps {
  /** With the limits of a schedule; `fetchSource` of the workers has others. */
  fetchSource: SafeFetch
  readSchedule: ReadSchedule
  artifacts: Pick<ArtifactStore, 'open'>
}

export interface ImportProblem extends Omit<ProgrammeProblem, 'code'> {
  code: string
}

/** What a schedule holds, and what of it becomes jobs. */
export interface ImportSummary {
  format: string
  title: string | null
  url: string | null
  time_zone: string | null
  /** In the schedule; each is kept, filtered out, off, or left out. */
  events: number
  kept: number
  filtered: number
  /** Cancelled, not accepted, or a break. */
  off: number
  /** For a problem. */
  left_out: number
  /** Of those kept. */
  with_recording: number
  with_slides: number
  with_captions: number
  problems: ImportProblem[]
  /** More than are shown. */
  problem_count: number
  /** Of all sessions: what filters may name. */
  tracks: string[]
  days: string[]
  rooms: string[]
  languages: string[]
}

export interface PreparedImport {
  summary: ImportSummary
  /** Without jobs where nothing is kept. */
  batch: BatchRequest & { source: BatchSource }
  /** What is kept, in the order of the schedule. */
  sessions: ImportedSession[]
  /** Sessions that are cancelled, not accepted or breaks. */
  off: ReadonlySet<string>
  /** The schedule is broken or too long: what is missing in it may only be unreadable. */
  isPartial: boolean
}

export interface ImportedSession extends GivenSession {
  job: JobRequest & { source: JobSource; external_id: string }
  line: number
}

const limits = {
  bytes: 16 * 1024 * 1024,
  fetchMs: 20_000,
  jobs: 2_000,
  problems: 500,
  names: 200,
}

/**
 * Reads a schedule and says what would be made of it. Stores nothing. Throws `schedule_unreadable` where it cannot be fetched or read,
 * `validation_error` for what is wrong with the request, such as a default that no job can have.
 */
export async function prepareImport(
  deps: ImportDeps,
  request: ImportRequest,
  { principal }: Pick<CreateOptions, 'principal'>,
  scope = scopeOf(ownerOf(principal, request.user_id)),
): Promise<PreparedImport> {
  const asked = { principal, scope }
  const programme = await readSource(deps, request, principal)
  const takesPlace = programme.sessions.filter(({ off }) => request.include_off || off === null)
  const placed = placeRecordings(takesPlace, request.recordings ?? [])
  const wanted = filterSessions(placed, request.filter ?? {})
  if (wanted.length > limits.jobs)
    throw invalidRequest([
      {
        path: 'filter',
        code: 'too_big',
        message: `must leave at most ${limits.jobs} sessions, not ${wanted.length}: import by day or track`,
      },
    ])
  const items = await Promise.all(wanted.map((session) => jobFor(deps, request, programme, session, asked)))
  const sessions = items.flatMap(({ session }) => session ?? [])
  const kept = wanted.filter((_, place) => items[place]?.session)
  const problems = [
    ...programme.problems,
    ...recordingProblemsOf(placed, wanted),
    ...items.flatMap((item) => item.problems),
  ]
  return {
    batch: batchOf(deps, request, programme, sessions),
    sessions,
    off: new Set(programme.sessions.flatMap(({ id, off }) => (off === null ? [] : [eventIdOf(id)]))),
    isPartial: programme.problems.some(({ code }) => code === 'malformed' || code === 'too_many'),
    summary: {
      format: programme.format,
      title: programme.title,
      url: programme.url,
      time_zone: programme.time_zone,
      events: programme.events,
      kept: kept.length,
      filtered: takesPlace.length - wanted.length,
      off: programme.sessions.length - takesPlace.length,
      left_out: programme.events - programme.sessions.length + wanted.length - kept.length,
      with_recording: kept.filter(({ recordings }) => recordings.length > 0).length,
      with_slides: kept.filter(({ attachments }) => attachments.some(({ kind }) => kind === 'slides')).length,
      with_captions: kept.filter(({ captions }) => captions.length > 0).length,
      problems: problems
        .toSorted((a, b) => Number(b.left_out) - Number(a.left_out) || a.line - b.line)
        .slice(0, limits.problems),
      problem_count: problems.length,
      tracks: namesOf(programme, ({ track }) => track),
      days: namesOf(programme, ({ day, time }) => day?.date ?? time?.date ?? null).toSorted(),
      rooms: namesOf(programme, ({ room }) => room),
      languages: namesOf(programme, ({ language }) => language),
    },
  }
}

const namesOf = ({ sessions }: Programme, of: (session: ProgrammeSession) => string | null): string[] =>
  [...new Set(sessions.flatMap((one) => of(one) ?? []))].slice(0, limits.names)

function batchOf(
  { clock }: Pick<ImportDeps, 'clock'>,
  request: ImportRequest,
  programme: Programme,
  sessions: ImportedSession[],
): PreparedImport['batch'] {
  const { batch_id, batch_name, webhook, metadata, user_id, use_cache } = request
  const name = batch_name ?? programme.title ?? undefined
  const jobs = sessions.map(({ job }) => job)
  const source = sourceOf(request, programme.format, clock.now(), null)
  return { jobs, batch_id, batch_name: name, webhook, metadata, user_id, use_cache, source }
}

/**
 * Where the jobs of a batch come from after an import. The format that was read is the one that is read again: a page that says that
 * something is wrong is no programme.
 */
export function sourceOf(
  request: ImportRequest,
  format: string,
  now: Date,
  before: BatchSource | null,
): BatchSource {
  const { schedule_url = null, refresh: asked } = request
  const { time_zone, filter, include_off, recordings, defaults, priority } = request
  const refresh =
    asked === undefined
      ? (before?.refresh ?? null)
      : asked && {
          interval_ms: asked.every * 1000,
          until: new Date(asked.until),
          failures: 0,
          last_error: null,
        }
  return {
    schedule_url,
    // Absent, and not null, where the store would keep what is undefined.
    options: defined({ format, time_zone, filter, include_off, recordings, defaults, priority }),
    imported_at: now,
    dropped: before?.dropped ?? [],
    refresh: refresh && { ...refresh, failures: 0, last_error: null },
    refresh_at: refresh && nextRefresh(refresh, now),
  }
}

const defined = (options: ImportOptions): ImportOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

/** Null when the end is before it. */
export function nextRefresh(
  { interval_ms, until }: Pick<Refresh, 'interval_ms' | 'until'>,
  now: Date,
): Date | null {
  const next = new Date(now.getTime() + interval_ms)
  return next > until ? null : next
}

/** The schedule, from wherever the request says. */
async function readSource(
  deps: ImportDeps,
  { schedule_url, schedule, upload_id, format, time_zone }: ImportRequest,
  principal: CreateOptions['principal'],
): Promise<Programme> {
  const as = { format: format ?? null, time_zone: time_zone ?? null }
  if (schedule_url !== undefined) {
    const { body, url, charset } = await fetchSchedule(deps, schedule_url)
    return deps.readSchedule({ content: body, url, charset, ...as })
  }
  if (upload_id !== undefined) {
    const { key } = await readUpload(deps, upload_id, principal, 'read')
    const tooLarge = () =>
      scheduleUnreadable('upload_id', 'too_large', `The schedule is larger than ${limits.bytes} bytes.`)
    const content = await collectBytes(await deps.artifacts.open(key), { maxBytes: limits.bytes, tooLarge })
    return deps.readSchedule({ content, url: null, charset: null, ...as })
  }
  return deps.readSchedule({ content: schedule ?? '', url: null, charset: null, ...as })
}

async function fetchSchedule({ fetchSource, checkUrl }: ImportDeps, url: string) {
  try {
    checkUrl(url)
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    throw invalidRequest([{ path: 'schedule_url', code, message }])
  }
  try {
    return await fetchSource({
      url,
      maxBytes: limits.bytes,
      timeoutMs: limits.fetchMs,
      accept: 'application/json, application/xml, text/calendar, text/csv, text/html;q=0.9, */*;q=0.8',
    })
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!isFetchError(error.code)) throw thrown
    throw scheduleUnreadable(
      'schedule_url',
      error.code,
      `The schedule could not be fetched: ${error.message}`,
    )
  }
}

const isFetchError = (code: string): boolean => fetchErrors.some((known) => known === code)

interface Item {
  session: ImportedSession | null
  problems: ImportProblem[]
}

/** Links that a job can do without. */
const spare = /^parameters\.(video_url|captions_url|attachments_url|speakers_url|speakers_image_url)\b/

/** A job of which everything is allowed: links that are not are left out of it, and it is left out where anything else is not. */
async function jobFor(
  deps: ImportDeps,
  request: ImportRequest,
  programme: Programme,
  session: ProgrammeSession,
  asked: Parameters<typeof checkJobRequest>[3],
): Promise<Item> {
  const { priority, defaults = {} } = request
  const about = { line: session.line, event: session.title }
  const made = jobOfSession(programme, session, defaults)
  if (made === null)
    return {
      session: null,
      problems: [
        { ...about, code: 'no_page', message: 'The session has no page, recording or file.', left_out: true },
      ],
    }
  const job: JobRequest = { ...made, ...(priority === undefined ? {} : { priority }) }
  const told = (left_out: boolean, list: readonly ErrorDetail[]): ImportProblem[] =>
    list.map(({ path, code, message }) => ({ ...about, code, message: `${path}: ${message}`, left_out }))
  const imported = (stated: Record<string, unknown>, taken: Record<string, unknown>): ImportedSession => {
    const given = { stated, taken }
    const source: JobSource = {
      event_id: made.external_id,
      given: givenOf(given),
      state: session.off === null ? 'scheduled' : 'cancelled',
      changed_at: deps.clock.now(),
      moved_from: null,
    }
    const { external_id } = made
    return { ...given, line: session.line, job: { ...job, external_id, parameters: stated, source } }
  }
  const first = await checkJobRequest(deps, job, '', asked)
  if (first.valid) return { session: imported(made.parameters, first.valid.parameters), problems: [] }
  const { problems } = first
  refuseDefaults(problems, defaults, made.parameters)
  if (!problems.every(({ path }) => spare.test(path)))
    return { session: null, problems: told(true, problems) }
  const bare = without(made.parameters, problems)
  const again = await checkJobRequest(deps, { ...job, parameters: bare }, '', asked)
  if (!again.valid) return { session: null, problems: told(true, again.problems) }
  return { session: imported(bare, again.valid.parameters), problems: told(false, problems) }
}

/** What is wrong with a default is wrong with the request, not with each session. */
function refuseDefaults(
  problems: readonly ErrorDetail[],
  defaults: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>>,
): void {
  const ofDefaults = problems.filter(({ path }) => {
    const key = /^parameters\.([^.[]+)/.exec(path)?.[1]
    return (
      key !== undefined &&
      Object.hasOwn(defaults, key) &&
      (parameters[key] === defaults[key] || key === 'extra')
    )
  })
  const whole = problems.filter(({ path }) => path === 'parameters')
  const refused = [...ofDefaults, ...(Object.keys(defaults).length > 0 ? whole : [])]
  if (refused.length > 0)
    throw invalidRequest(
      refused.map((one) => ({ ...one, path: one.path.replace(/^parameters/, 'defaults') })),
    )
}

/** The parameters without the values that the problems are about. */
function without(
  parameters: Readonly<Record<string, unknown>>,
  problems: readonly ErrorDetail[],
): Record<string, unknown> {
  const bad = new Map<string, Set<number> | null>()
  for (const { path } of problems) {
    const [, key, place] = /^parameters\.(\w+)(?:[.[](\d+))?/.exec(path) ?? []
    if (key === undefined) continue
    const before = bad.get(key)
    if (place === undefined || before === null) bad.set(key, null)
    else bad.set(key, (before ?? new Set()).add(Number(place)))
  }
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]): [string, unknown][] => {
      if (!bad.has(key)) return [[key, value]]
      const places = bad.get(key)
      const rest = Array.isArray(value) && places ? value.filter((_, at) => !places.has(at)) : []
      return rest.length > 0 ? [[key, rest]] : []
    }),
  )
}

/** Nothing of the schedule becomes a job. */
export function nothingKept({ events, filtered, off, left_out, problems }: ImportSummary): AppError {
  const [first] = problems.filter((one) => one.left_out)
  const because = first ? ` The first problem is in line ${first.line}: ${first.message}` : ''
  return invalidRequest([
    {
      path: filtered > 0 ? 'filter' : 'schedule',
      code: 'nothing_kept',
      message: `leaves none of ${events} sessions (${filtered} filtered, ${off} off, ${left_out} left out).${because}`,
    },
  ])
}
