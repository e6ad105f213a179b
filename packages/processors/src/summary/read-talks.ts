import {
  AppError,
  type FinishedJob,
  type JobSelection,
  nameKey,
  type ResultFile,
  type StepContext,
  type StepWarning,
} from '@async-events/core'
import { sessionEntries } from '../archive/session-entries.ts'
import { mostTalks } from './contract.ts'
import { inProgrammeOrder, type PlacedTalk, talkOf } from './talk.ts'

type Context = Pick<StepContext, 'finishedJobs' | 'artifacts' | 'signal'>

export interface ReadTalks {
  /** In the order of the programme. */
  talks: PlacedTalk[]
  /** Their documents and pictures, by path in the archive. */
  files: ResultFile[]
  warnings: StepWarning[]
}

/** Longest data of one document. */
const mostData = 16 * 1024 * 1024
const dataFile = 'metadata.json'

/** A job that has no document with data is left out with a warning. Throws `no_content` when none is left. */
export async function readTalks(
  { finishedJobs, artifacts, signal }: Context,
  selection: JobSelection,
  { summaryPath, withFiles }: { summaryPath: string; withFiles: boolean },
): Promise<ReadTalks> {
  const named = await finishedJobs.find(selection)
  const talks: PlacedTalk[] = []
  const files: ResultFile[] = []
  const leftOut: string[] = []
  const taken = new Map([[nameKey(summaryPath), '']])
  for (const { id } of named.slice(0, mostTalks)) {
    signal.throwIfAborted()
    const job = await finishedJobs.read(id)
    const data = job?.files.find(({ path }) => path === dataFile)
    if (!job || !data || job.markdown_path === null) {
      leftOut.push(id)
      continue
    }
    const talk = talkOf(job, JSON.parse(await artifacts.readText(data, mostData)))
    const placed = withFiles ? placeFiles(job, taken, talks.length + 1) : null
    files.push(...(placed?.files ?? []))
    talks.push({ talk, path: placed?.document ?? null })
  }
  if (talks.length === 0)
    throw new AppError(
      'no_content',
      'None of the jobs has a document: a summary needs completed jobs of talks.',
    )
  return { talks: inProgrammeOrder(talks), files, warnings: [...leftOutOf(leftOut), ...cutAt(named.length)] }
}

const leftOutOf = (ids: readonly string[]): StepWarning[] =>
  ids.length === 0
    ? []
    : [
        {
          code: 'talks_left_out',
          message: `${ids.length} jobs have no document and are left out: ${ids.slice(0, 20).join(', ')}`,
        },
      ]

const cutAt = (count: number): StepWarning[] =>
  count <= mostTalks
    ? []
    : [{ code: 'talks_left_out', message: `Of ${count} jobs the first ${mostTalks} are summarised.` }]

/**
 * The files of a talk where its own archive has them. Two jobs may have used the same names: then all files of the later
 * one go into a folder of their own, so that the links among them hold.
 */
function placeFiles(
  job: FinishedJob,
  taken: Map<string, string>,
  number: number,
): { document: string; files: ResultFile[] } {
  const event = String(job.parameters.event ?? '')
  const entries = sessionEntries({ event, file_stem: job.file_stem, files: job.files })
  const clashes = entries.some(({ path, ref }) => (taken.get(nameKey(path)) ?? ref.sha256) !== ref.sha256)
  const folder = clashes ? `talk-${number}/` : ''
  for (const { path, ref } of entries) taken.set(nameKey(`${folder}${path}`), ref.sha256)
  return {
    document: `${folder}${job.markdown_path}`,
    files: entries.map(({ path, ref }) => ({ path: `${folder}${path}`, ...ref })),
  }
}
