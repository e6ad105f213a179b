import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { indexMediaType } from '@async-events/core'
import { BSON, type Db, type Document } from 'mongodb'
import type { ArtifactFile, Dump, DumpedBatch, DumpedEvent, DumpedJob } from './evidence.ts'

/** All stored data, bypassing the service. */
export async function dumpDatabase(db: Db, artifacts: string): Promise<Dump> {
  const all = (name: string): Promise<Document[]> => db.collection(name).find({}).sort({ _id: 1 }).toArray()
  const [jobs, batches, events, deliveries, results, cache, logs] = await Promise.all(
    ['jobs', 'batches', 'events', 'deliveries', 'results', 'step_cache', 'job_logs'].map(all),
  )
  return {
    jobs: (jobs ?? []).map(toJob),
    batches: (batches ?? []).map(toBatch),
    events: (events ?? []).map(toEvent).sort((one, other) => one.seq - other.seq),
    deliveries: (deliveries ?? []).map(({ job_id, batch_id, seq, state, attempts }) => ({
      owner: String(job_id ?? batch_id),
      seq: Number(seq),
      state,
      attempts,
    })),
    results: (results ?? []).map(({ _id }) => String(_id)),
    logs: (logs ?? []).map(({ job_id }) => String(job_id)),
    references: referencesIn([jobs, results, cache], artifacts),
  }
}

function toJob(document: Document): DumpedJob {
  const { _id, run, parameters, outbox, deleted_at, webhook, error, steps, ...fields } = document
  return {
    id: String(_id),
    status: fields.status,
    batch_id: fields.batch_id ?? null,
    external_id: fields.external_id ?? null,
    url: String(parameters?.url ?? ''),
    run: run.number,
    result_run: fields.result_run ?? null,
    seq: fields.seq,
    rev: fields.rev,
    outbox: outbox.length,
    hold: fields.hold ?? null,
    deleted: Boolean(deleted_at),
    has_webhook: Boolean(webhook),
    error: error ? { code: error.code, ...(error.step ? { step: error.step } : {}) } : null,
    steps: Object.fromEntries(
      Object.entries(steps as Record<string, DumpedJob['steps'][string]>).map(
        ([id, { status, attempts, crashes }]) => [id, { status, attempts, crashes }],
      ),
    ),
    bytes: BSON.calculateObjectSize(document),
  }
}

function toBatch({
  _id,
  batch_name,
  status,
  generation,
  isActive,
  deleted_at,
  webhook,
}: Document): DumpedBatch {
  return {
    id: String(_id),
    name: batch_name,
    status,
    generation,
    isActive,
    deleted: Boolean(deleted_at),
    has_webhook: Boolean(webhook),
  }
}

function toEvent({ job_id, seq, batch_id, pos, type, at, data }: Document): DumpedEvent {
  return {
    job_id,
    seq,
    batch_id: batch_id ?? null,
    pos: pos ?? null,
    type,
    at: at.getTime(),
    run: data?.run ?? null,
    step: data?.step ?? null,
    status: data?.status ?? null,
    error: data?.error?.code ?? null,
  }
}

const artifactKey = /^[^\0]+\/sha256\/[0-9a-f]{64}$/

/** Independent of the product's sweep, which this checks. */
function referencesIn(documents: unknown, folder: string): string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Date) return
    const { key, media_type } = value as { key?: unknown; media_type?: unknown }
    if (typeof key === 'string' && artifactKey.test(key) && !found.has(key)) {
      found.add(key)
      const file = fileOfKey(folder, key)
      if (media_type === indexMediaType && existsSync(file)) visit(JSON.parse(readFileSync(file, 'utf8')))
    }
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(documents)
  return [...found].sort()
}

/** Objects without an owner alone: the load has no users. */
function fileOfKey(folder: string, key: string): string {
  const [scope = '', hash = ''] = key.split('/sha256/')
  return join(folder, scope, 'sha256', hash.slice(0, 2), hash.slice(2, 4), hash)
}

/** Every stored object with its hash looked at. */
export function listArtifacts(folder: string): ArtifactFile[] {
  return filesBelow(folder)
    .filter((path) => !path.startsWith('.tmp/'))
    .map((path) => {
      const [scope = '', name = ''] = path.split('/sha256/')
      const hash = name.slice('ab/cd/'.length)
      const bytes = readFileSync(join(folder, path))
      const is_whole = createHash('sha256').update(bytes).digest('hex') === hash
      return { key: `${scope}/sha256/${hash}`, is_whole }
    })
}

/** What a quiet service should have none of. */
export function listLeftovers({
  artifacts,
  data,
  temporary,
}: Record<'artifacts' | 'data' | 'temporary', string>): string[] {
  return [
    ...filesBelow(join(artifacts, '.tmp')).map((path) => `artifacts/.tmp/${path}`),
    ...filesBelow(join(data, 'work'), true).map((path) => `work/${path}`),
    ...filesBelow(join(data, 'spool')).map((path) => `spool/${path}`),
    ...filesBelow(temporary, true).map((path) => `tmp/${path}`),
  ]
}

function filesBelow(folder: string, foldersToo = false): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => foldersToo || entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
