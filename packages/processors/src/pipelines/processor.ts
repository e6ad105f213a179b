import {
  line,
  type Pipeline,
  type Plan,
  type ProcessorContract,
  type Standalone,
  weightsOf,
} from '@async-events/core'
import { z } from 'zod'
import { archiveContract } from '../archive/contract.ts'
import { eventFolder } from '../layout/event-folder.ts'
import { titleStem } from '../layout/file-stem.ts'
import { registry } from '../registry.ts'
import type { TemplatesOf } from '../transform/template/open-templates.ts'
import { findTranscript } from './find-transcript.ts'
import { processorResults } from './processor-results.ts'
import { sessionResults } from './session-results.ts'
import { type Source, sourceField, sourceTitle, sourceUrl } from './source-field.ts'
import { templateFingerprint } from './template-fingerprint.ts'
import { templateProblems } from './template-problems.ts'

type StandaloneContract = ProcessorContract & { standalone: Standalone }

/** A processor that is also a job type, with its parameters. */
export interface ProcessorJob {
  contract: StandaloneContract
  /** Such as `VideoParameters`. */
  parameters: z.ZodType<Record<string, unknown>>
}

/** Every processor that is also a job type. */
export const processorJobs: readonly ProcessorJob[] = Object.values(
  registry as Readonly<Record<string, ProcessorContract>>,
).flatMap((contract) => {
  const { standalone } = contract
  return standalone
    ? [{ contract: { ...contract, standalone }, parameters: parametersOf(contract, standalone) }]
    : []
})

/** One source, and the parameters of the contract. */
function parametersOf({ name, summary }: ProcessorContract, { parameters, reads }: Standalone) {
  return z
    .strictObject({
      source: sourceField,
      name: line(200)
        .optional()
        .describe('Name of the job and of its files; by default what the source is called.'),
      ...parameters.shape,
      use_cache: z.boolean().optional(),
      create_archive: z.boolean().default(true),
    })
    .meta({
      id: `${name.charAt(0).toUpperCase()}${name.slice(1)}Parameters`,
      description: `${summary} The source: ${reads.charAt(0).toLowerCase()}${reads.slice(1)}`,
    })
}

/** As they were checked: what only some contracts have may be missing. */
type Parameters = {
  source: Source
  name?: string
  create_archive: boolean
  event?: string
  session?: string
  template?: string
  target_language?: string
} & Record<string, unknown>

/**
 * A job of one processor: the step that fetches the source, the steps up to the processor, the archive. All are
 * required. A processor that lists its files gives a folder of them; one that does not writes a document at the path
 * of a session.
 */
export function createProcessorPipeline(
  { contract, parameters }: ProcessorJob,
  templates: TemplatesOf,
): Pipeline {
  const { name, standalone } = contract
  const chain = [...standalone.after, name]
  const isDocument = standalone.files === undefined
  const problems = templateProblems(templates)
  const titleOf = (given: Parameters): string => given.session ?? given.name ?? sourceTitle(given.source)

  function plan(given: Parameters): Plan {
    const title = titleOf(given)
    const facts = isDocument
      ? { session: title, filename: title, url: 'url' in given.source ? given.source.url : '' }
      : {}
    const archived: Plan = given.create_archive
      ? {
          archive: {
            name: archiveContract.name,
            queue: archiveContract.queue,
            optional: false,
            needs: [name],
            args: isDocument ? { session: title } : { files_of: name, title },
          },
        }
      : {}
    return { ...chainSteps(chain, sourceUrl(given.source), facts), ...archived }
  }

  return {
    job_type: name,
    parameters,
    urls: (given) => {
      const { source } = given as Parameters
      return 'url' in source ? [{ path: 'source.url', url: source.url }] : []
    },
    problems: async (given, { scope }) => {
      const { template, target_language } = given as Parameters
      return template === undefined || target_language === undefined
        ? []
        : problems({ template, target_language }, scope)
    },
    plan: (given) => plan(given as Parameters),
    fingerprint: templateFingerprint(templates),
    weights: weightsOf([...chain.map(contractOf), archiveContract]),
    jobName: (given) => titleOf(given as Parameters),
    fileStem: (given) => {
      const { name: wished, event = '' } = given as Parameters
      const title = wished ?? titleOf(given as Parameters)
      return {
        folder: isDocument ? eventFolder(event) : '',
        stem: titleStem(title),
      }
    },
    ...(isDocument && { transcript: { from_step: name, find: findTranscript } }),
    results: (job, { readText }) =>
      isDocument ? sessionResults(job, readText) : processorResults(job, contract, readText),
  }
}

function contractOf(name: string): ProcessorContract {
  const contracts: Readonly<Record<string, ProcessorContract>> = registry
  const contract = contracts[name]
  if (!contract) throw new TypeError(`no processor is called ${name}`)
  return contract
}

/** Each step needs the one before; the first fetches the source, the last gets the facts. */
function chainSteps(chain: readonly string[], url: string, facts: Record<string, unknown>): Plan {
  return Object.fromEntries(
    chain.map((step, place) => {
      const contract = contractOf(step)
      const before = chain[place - 1]
      if (before === undefined && contract.source === undefined)
        throw new TypeError(`the steps ${chain.join(', ')} fetch no source`)
      return [
        step,
        {
          name: step,
          queue: contract.queue,
          optional: false,
          needs: before === undefined ? [] : [before],
          args: {
            ...(before === undefined && contract.source ? { [contract.source]: url } : {}),
            ...(place === chain.length - 1 ? facts : {}),
          },
        },
      ]
    }),
  )
}
