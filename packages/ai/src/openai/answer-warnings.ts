import type { StepWarning, TextModelAnswer } from '@async-events/core'
import type { ReviewedField } from '../checks/review-fields.ts'
import type { ReviewedGists } from './review-gists.ts'

export interface Findings {
  /** Characters that a longer source was cut to; null for a whole one. */
  cut: number | null
  /** Requests for notes on parts of the source, and those whose answer could not be read. */
  notes?: { asked: number; lost: number } | undefined
  reviewed: ReadonlyMap<string, ReviewedField>
  /** Of parts of the talk. */
  gists: Omit<ReviewedGists, 'gists'>
  /** What stands in fields that could not be used. */
  offline: Readonly<Record<string, string>>
}

/** What was wrong with an answer, for the job. */
export function answerWarnings({
  cut,
  notes,
  reviewed,
  gists,
  offline,
}: Findings): TextModelAnswer['warnings'] {
  const fields = [...reviewed]
  return [
    ...(cut === null ? [] : [cutWarning(cut)]),
    ...(notes === undefined || notes.lost === 0 ? [] : [notesWarning(notes)]),
    ...unsupportedWarning(reviewed, gists.dropped),
    ...fields.flatMap(([name, { fault }]) => (fault === null ? [] : [glossaryWarning(name, fault)])),
    ...fields.flatMap(([name, { problem }]) =>
      problem === null ? [] : [unusableWarning(name, problem, offline[name] ?? '')],
    ),
    ...(gists.unusable === 0 ? [] : [gistsWarning(gists)]),
  ]
}

const gistsWarning = ({ asked, unusable }: Findings['gists']): StepWarning => ({
  code: 'model_text_unusable',
  message: `What the text model wrote for ${unusable} of ${asked} parts of the talk was not used: it has no support in what is said there, or has the faults of other texts that are not used; a sentence of the recording stands there instead, where there is one in the language of the document`,
})

const cutWarning = (limit: number): StepWarning => ({
  code: 'source_cut',
  message: `The source is longer than the ${limit} characters that the text model may get in parts; its middle was left out`,
})

const notesWarning = ({ asked, lost }: { asked: number; lost: number }): StepWarning => ({
  code: 'model_notes_lost',
  message: `The source was read in parts, and ${lost} of ${asked} answers with notes could not be read, also when asked again: what only those parts say may be missing`,
})

function unsupportedWarning(
  reviewed: ReadonlyMap<string, ReviewedField>,
  ofGists: number,
): TextModelAnswer['warnings'] {
  const count = (pick: (field: ReviewedField) => number, gists: number): [number, string] => {
    const found = [...reviewed]
      .map(([name, field]) => [name, pick(field)] as const)
      .concat([['gists', gists]])
      .filter(([, one]) => one > 0)
    return [
      found.reduce((sum, [, one]) => sum + one, 0),
      found.map(([name, one]) => `${quoted(name)}: ${one}`).join(', '),
    ]
  }
  const [dropped, where] = count(({ unsupported }) => unsupported.dropped, ofGists)
  const [kept, kind] = count(({ unsupported }) => unsupported.kept, 0)
  const parts = [
    ...(dropped > 0 ? [`${dropped} were left out (${where})`] : []),
    ...(kept > 0 ? [`${kept} stand without a time or slide, since the model cites nothing (${kind})`] : []),
  ]
  if (parts.length === 0) return []
  return [
    {
      code: 'unsupported_sentences',
      message: `Sentences that the text model wrote have no support in the sources: ${parts.join('; ')}`,
    },
  ]
}

const glossaryWarning = (field: string, fault: string): StepWarning => ({
  code: 'glossary_not_followed',
  message: `What the text model wrote for ${quoted(field)} ${fault}, also when asked again`,
})

const unusableWarning = (field: string, problem: string, instead: string): StepWarning => ({
  code: 'model_text_unusable',
  message: `What the text model wrote for ${quoted(field)} was not used, also when asked again: it ${problem}; ${instead === '' ? 'the field is empty' : 'sentences of the source stand there instead'}`,
})

const quoted = (field: string): string => JSON.stringify(field.slice(0, 100))
