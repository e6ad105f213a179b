import { type Outputs, type Pipeline, type Plan, weightsOf } from '@async-events/core'
import type { z } from 'zod'
import { archiveContract } from '../archive/contract.ts'
import { audioContract } from '../audio/contract.ts'
import { boundariesContract } from '../boundaries/contract.ts'
import { eventFolder } from '../layout/event-folder.ts'
import { documentStem } from '../layout/file-stem.ts'
import { pdfContract } from '../pdf/contract.ts'
import { scrapeContract } from '../scrape/contract.ts'
import { slidesContract } from '../slides/contract.ts'
import { transformContract } from '../transform/contract.ts'
import type { TemplatesOf } from '../transform/template/open-templates.ts'
import { videoContract } from '../video/contract.ts'
import { attachmentSteps } from './attachment-steps.ts'
import { findTranscript } from './find-transcript.ts'
import { askedFit, fittedRange, talksOfRecording } from './fit-recording.ts'
import { type SessionParameters, sessionParameters } from './session-parameters.ts'
import { attachmentsOf, sessionResults } from './session-results.ts'
import { sourceNames } from './source-names.ts'
import { talkRecording } from './talk-recording.ts'
import { templateFingerprint } from './template-fingerprint.ts'
import { templateProblems } from './template-problems.ts'
import { transcriptProblems } from './transcript-problems.ts'

/** Of a step's vocabulary. */
const mostSaid = 200

/** One talk: page → recording and slides → document → archive. */
export function createSessionPipeline(templates: TemplatesOf): Pipeline<typeof sessionParameters> {
  const problems = templateProblems(templates)
  return {
    job_type: 'session',
    parameters: sessionParameters,

    urls: (parameters) => [
      { path: 'url', url: parameters.url },
      ...(parameters.video_url ? [{ path: 'video_url', url: parameters.video_url }] : []),
      ...urlsAt('captions_url', parameters.captions_url),
      ...urlsAt('attachments_url', parameters.attachments_url),
    ],

    problems: async (parameters, { scope }) => [
      ...(await problems(parameters, scope)),
      ...transcriptProblems(parameters),
    ],

    plan(parameters, outputs): Plan {
      const page = scrapeContract.result.safeParse(outputs.scrape).data
      const pdfs = attachmentSteps(attachmentsOf(parameters), page?.attachments ?? [])
      const talk = rangeArgs(parameters, page ?? null, outputs)
      const fitted = askedFit(parameters) === null ? [] : [boundariesContract.name]
      return {
        scrape: { name: 'scrape', queue: scrapeContract.queue, optional: true, needs: [], source: true },
        ...recordingSteps(parameters, page ?? null, pdfs, outputs),
        ...pdfs,
        slides: {
          name: slidesContract.name,
          queue: slidesContract.queue,
          optional: true,
          needs: ['video', ...fitted, ...Object.keys(pdfs)],
          only_if: { step: 'video', field: 'frames', reason: 'no_pictures' },
          args: talk,
        },
        transform: {
          name: 'transform',
          queue: transformContract.queue,
          optional: false,
          needs: ['scrape', 'video', ...fitted, 'audio', ...Object.keys(pdfs), 'slides'],
          needs_content: !parameters.video_transcript,
          args: talk,
        },
        ...(parameters.create_archive
          ? {
              archive: {
                name: 'archive',
                queue: archiveContract.queue,
                optional: false,
                needs: ['transform'],
              },
            }
          : {}),
      }
    },

    fingerprint: templateFingerprint(templates),

    weights: weightsOf([
      scrapeContract,
      videoContract,
      boundariesContract,
      audioContract,
      pdfContract,
      slidesContract,
      transformContract,
      archiveContract,
    ]),

    jobName: ({ event, track, session }) => `${event} - ${track} - ${session}`,

    fileStem(parameters) {
      const stem = documentStem(parameters.filename)
      // Pictures of all sessions of an event share a folder, in any track and language.
      return { folder: eventFolder(parameters.event), stem }
    },

    transcript: { from_step: transformContract.name, find: findTranscript },

    results: (job, { readText }) => sessionResults(job, readText),
  }
}

/** One or several URLs, each with its path in the parameters. */
const urlsAt = (path: string, given: string | string[] = []): { path: string; url: string }[] =>
  Array.isArray(given)
    ? given.map((url, index) => ({ path: `${path}.${index}`, url }))
    : [{ path, url: given }]

type Page = z.output<typeof scrapeContract.result>

/** The recording: at once when the job names it, else after the page; not at all when a transcript is given. */
function recordingSteps(
  parameters: SessionParameters,
  page: Page | null,
  pdfs: Plan,
  outputs: Outputs,
): Plan {
  const given = parameters.video_url
  // Without the range of the talk: all talks of one recording have the same step.
  const { url: recording } = talkRecording(parameters, page?.video_url ?? null)
  const source = recording === null ? {} : { video_url: recording }
  const captions = (page?.captions ?? []).flatMap(({ url, language, label, vtt }) =>
    vtt === null ? [] : [{ url, language, label, vtt }],
  )
  const named = [parameters.captions_url ?? []].flat().length > 0
  const skip = parameters.video_transcript ? { skip: 'transcript_given' } : {}
  return {
    video: {
      name: 'video',
      queue: videoContract.queue,
      optional: true,
      source: true,
      ...skip,
      ...(given
        ? { needs: [], ...(recording === given ? {} : { args: source }) }
        : {
            needs: ['scrape'],
            only_if: { step: 'scrape', field: 'video_url', reason: 'no_video' },
            args: source,
          }),
    },
    ...boundaryStep(parameters),
    audio: {
      name: 'audio',
      queue: audioContract.queue,
      optional: true,
      // The page may name captions: then nothing is transcribed. Page and slides name what is said (ADR 35).
      needs: ['video', ...Object.keys(boundaryStep(parameters)), 'scrape', ...Object.keys(pdfs)],
      args: {
        ...(captions.length > 0 && { captions }),
        ...rangeArgs(parameters, page, outputs),
        ...sourceNames(page, Object.keys(pdfs), outputs),
        ...glossaryNames(parameters),
      },
      ...skip,
      // Captions that the job names are something to write about, even where page and recording are gone.
      source: named,
      // Captions need no recording.
      ...(named || captions.length > 0
        ? {}
        : { only_if: { step: 'video', field: 'transcribable', reason: 'no_audio' } }),
    },
  }
}

/** Terms of the glossary are said, too. */
function glossaryNames({ vocabulary = [], glossary = [] }: SessionParameters): Record<string, unknown> {
  const said = [...new Set([...vocabulary, ...glossary.map(({ term }) => term)])]
  return glossary.length === 0 ? {} : { vocabulary: said.slice(0, mostSaid) }
}

/** All talks of a recording ask the same, and so have the same step. */
function boundaryStep(parameters: SessionParameters): Plan {
  const fit = askedFit(parameters)
  if (fit === null) return {}
  const { talks, within } = talksOfRecording(fit, parameters)
  return {
    [boundariesContract.name]: {
      name: boundariesContract.name,
      queue: boundariesContract.queue,
      optional: true,
      needs: ['video'],
      args: { talks, within },
      only_if: { step: 'video', field: 'audio', reason: 'no_audio' },
      ...(parameters.video_transcript ? { skip: 'transcript_given' } : {}),
    },
  }
}

function rangeArgs(
  parameters: SessionParameters,
  page: Page | null,
  outputs: Outputs,
): Record<string, unknown> {
  const fit = askedFit(parameters)
  if (fit !== null) {
    const { range, fitted } = fittedRange(fit, parameters, outputs)
    return { video_range: range, fitted_range: fitted }
  }
  const { range } = talkRecording(parameters, page?.video_url ?? null)
  return range === null ? {} : { video_range: range }
}
