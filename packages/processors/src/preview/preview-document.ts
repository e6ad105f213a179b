import {
  AppError,
  type ArtifactStore,
  inputsOf,
  inputsOfStep,
  type Job,
  type OwnTemplates,
  paramsOfStep,
  type StepContext,
  type StepWarning,
} from '@async-events/core'
import { listFields } from '../transform/check-answer.ts'
import { transformContract } from '../transform/contract.ts'
import { runTransform } from '../transform/run.ts'
import { parseTemplate } from '../transform/template/parse-template.ts'
import { memoryArtifacts } from './memory-artifacts.ts'
import { sampleSession } from './sample-session.ts'
import { storedAnswers } from './stored-answers.ts'

export interface PreviewRequest {
  /** The template that is shown, under the name that it has or would have. */
  name: string
  source: string
  /** Of the document; by default that of the job, else of the template. */
  language: string | null
  /** A job that has ended; null for the sample. */
  job: Job | null
  signal: AbortSignal
}

export interface Preview {
  markdown: string
  language: string
  warnings: StepWarning[]
}

/**
 * The document that a template gives of what the steps of a job found, or of a sample session: written as a job writes
 * it, but no text model is asked. Fields have what the job's document has in them. Throws `invalid_template`, `conflict`
 * for a job without a document, and `results_expired`.
 */
export async function previewDocument(
  { artifacts: store }: { artifacts: Pick<ArtifactStore, 'open'> },
  { name, source, language, job, signal }: PreviewRequest,
): Promise<Preview> {
  const template = parseTemplate(name, source)
  const artifacts = memoryArtifacts(store)
  const { params, inputs, data } = job
    ? await ofJob(job, artifacts)
    : { params: sampleParams(template.names), inputs: [], data: null }
  const target = language ?? (job ? String(params.target_language) : template.language)
  const ownTemplates: OwnTemplates = { names: async () => [name], read: async () => source }
  const unused = (): never => {
    throw new TypeError('a preview reads what is stored')
  }
  const ctx: StepContext<typeof transformContract> = {
    params: transformContract.params.parse({ ...params, template: name, target_language: target }),
    inputs,
    workdir: '',
    signal,
    progress: () => {},
    log: { info: () => {}, warn: () => {} },
    fetch: unused,
    openProxy: unused,
    readPage: unused,
    artifacts,
    kept: { get: async () => null, put: async () => {} },
    textModel: storedAnswers(data, listFields(template)),
    transcriber: null,
    transcriberAdvice: null,
    findTool: () => null,
    templatesDir: null,
    ownTemplates,
    finishedJobs: { find: async () => [], read: async () => null },
  }
  const { output, warnings = [] } = await runTransform(ctx)
  return { markdown: artifacts.text(output.markdown), language: output.language, warnings }
}

async function ofJob(job: Job, artifacts: StepContext['artifacts']) {
  if (job.results_expired_at !== null) throw new AppError('results_expired')
  const step = Object.entries(job.steps).find(([, { name }]) => name === transformContract.name)
  if (step === undefined || step[1].status !== 'completed')
    throw new AppError('conflict', `The job is ${job.status}; there is no document of it to show.`)
  const inputs = inputsOfStep(transformContract, job, step[0])
  const { name: processor, status, output, error, reason } = step[1]
  const [document] = inputsOf(
    { inputs: [{ step: step[0], processor, status, output, error, reason }] },
    transformContract,
  )
  const data: unknown = document && JSON.parse(await artifacts.readText(document.structured_data))
  return { params: paramsOfStep(transformContract, job, step[0]), inputs, data }
}

/** Further parameters that the template asks for show their names. */
function sampleParams(names: readonly string[]): Record<string, unknown> {
  const extra = Object.fromEntries(names.map((name) => [name.replace(/^extra\./, ''), `⟦${name}⟧`]))
  return { ...sampleSession, extra }
}
