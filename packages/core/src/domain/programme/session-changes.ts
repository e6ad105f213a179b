import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import type { Job } from '../job/job.ts'
import type { GivenValue, JobSource, SessionPlace } from '../job/job-source.ts'

export type Parameters = Readonly<Record<string, unknown>>

/** A session as an import gives it to its job. */
export interface GivenSession {
  /** Parameters as schedule and defaults state them. */
  stated: Parameters
  /** The same as the job's pipeline takes them. */
  taken: Parameters
}

/** What a newer version of the schedule changes in a job. */
export interface SessionChanges {
  /** Parameters, or `extra:key`, that the schedule states otherwise than last time. */
  fields: string[]
  /** Of these, the ones that a person has changed: they stay as they are. */
  kept: string[]
  /** Merged over the job's parameters; null removes. */
  patch: Record<string, unknown>
  /** Null where time, day and room are the same. */
  moved_from: SessionPlace | null
  given: JobSource['given']
}

/**
 * Hashes of what an import gave a job, to tell later what has changed, and who changed it. What the pipeline adds by itself is
 * there, too: it is nobody's change.
 */
export function givenOf({ stated, taken }: GivenSession): Record<string, GivenValue> {
  const [was, is] = [flat(stated), flat(taken)]
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return Object.fromEntries(
    [...names].map((field) => [field, { stated: hashIn(was, field), taken: hashIn(is, field) }]),
  )
}

/**
 * Compares a session with what its job was given last time. A value that a person has given the job since stays, unless it is what the schedule
 * says now.
 */
export function changesOf(
  { parameters, source }: Pick<Job, 'parameters'> & { source: Pick<JobSource, 'given'> },
  session: GivenSession,
): SessionChanges {
  const given = givenOf(session)
  const [stated, taken, mine] = [session.stated, session.taken, parameters].map(flat) as [Flat, Flat, Flat]
  const names = [...new Set([...Object.keys(source.given), ...Object.keys(given)])]
  const statedIn = (list: JobSource['given'], field: string): string => list[field]?.stated ?? nothing
  const fields = names.filter((field) => statedIn(source.given, field) !== statedIn(given, field))
  const isMine = (field: string): boolean => {
    const now = hashIn(mine, field)
    return now !== (source.given[field]?.taken ?? nothing) && now !== hashIn(taken, field)
  }
  const kept = fields.filter(isMine)
  const patched = fields.filter((field) => !kept.includes(field))
  const patch = unflat(
    Object.fromEntries(patched.map((field) => [field, stated[field] ?? null])),
    parameters.extra,
  )
  const [from, to] = [placeOf(mine), placeOf({ ...mine, ...patchedPlace(patched, taken) })]
  const isMoved = canonicalJson(from) !== canonicalJson(to)
  return { fields, kept, patch, moved_from: isMoved ? from : null, given }
}

/** When and where the job's session is. */
export const placeOfJob = (parameters: Parameters): SessionPlace => placeOf(flat(parameters))

type Flat = Record<string, unknown>

const extraPrefix = 'extra:'

/** `extra` is compared by its keys: a person who has changed one has not changed all. */
function flat({ extra, ...parameters }: Parameters): Flat {
  const inner = isRecord(extra) ? Object.entries(extra) : []
  return { ...parameters, ...Object.fromEntries(inner.map(([key, value]) => [extraPrefix + key, value])) }
}

function unflat(fields: Flat, extra: unknown): Record<string, unknown> {
  const entries = Object.entries(fields)
  const inner = entries.filter(([field]) => field.startsWith(extraPrefix))
  const outer = Object.fromEntries(entries.filter(([field]) => !field.startsWith(extraPrefix)))
  if (inner.length === 0) return outer
  const merged = { ...(isRecord(extra) ? extra : {}) }
  for (const [field, value] of inner) {
    const key = field.slice(extraPrefix.length)
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return { ...outer, extra: merged }
}

const patchedPlace = (patched: readonly string[], taken: Flat): Flat =>
  Object.fromEntries(patched.map((field) => [field, taken[field]]))

const placeOf = (fields: Flat): SessionPlace => ({
  day: textOf(fields.day),
  starttime: textOf(fields.starttime),
  endtime: textOf(fields.endtime),
  room: textOf(fields[`${extraPrefix}room`]),
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The other talks of the same recording are no news of this one: without this, one that moves would run all of its room again. */
function hashIn(fields: Flat, field: string): string {
  const value = fields[field]
  return hashOf(field === 'video_fit' && isRecord(value) ? { ...value, others: undefined } : value)
}

/** 72 bits: two values of one field that differ have different ones. */
const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(value ?? null))
    .digest('base64url')
    .slice(0, 12)

const nothing = hashOf(null)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
