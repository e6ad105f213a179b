import {
  type GlossaryTerm,
  type StepContext,
  type StepWarning,
  sameLanguage,
  type TextModelAnswer,
  type TextUsage,
} from '@async-events/core'
import type { BlockName } from '../template/template.ts'
import type { Value, Values } from '../template/value.ts'
import { translateTexts } from './translate-texts.ts'

/** What of a document is translated beyond the fields. */
export type Extent = 'fields' | 'document' | 'all'

export interface DocumentParts {
  values: Values
  blocks: Record<BlockName, Value>
}

export interface TranslatedDocument extends DocumentParts {
  /** Whether something was translated, so that the document says by whom. */
  isTranslated: boolean
  warnings: StepWarning[]
  usage: TextUsage | null
}

export interface TranslateSettings {
  ctx: Pick<StepContext, 'textModel' | 'kept' | 'signal' | 'progress'>
  extent: Extent
  answer: TextModelAnswer | null
  glossary: readonly GlossaryTerm[]
  sourceLanguage: string
  targetLanguage: string
}

/** Values of the page and of the talk's parts, and those of what was said. */
const ofDocument = ['text', 'description', 'chapters', 'slides_text'] as const
const ofSpeech = ['transcript', 'video_transcript'] as const

/**
 * The parts of a document in the target language, by the text model. Names, code, addresses, times and quotations stay;
 * what was said is translated with `all` only, and so are its quotations on slides.
 */
export async function translateDocument(
  given: DocumentParts,
  { ctx, extent, answer, glossary, sourceLanguage, targetLanguage }: TranslateSettings,
): Promise<TranslatedDocument> {
  const untouched = { ...given, isTranslated: false, warnings: [], usage: null }
  if (extent === 'fields' || sameLanguage(sourceLanguage, targetLanguage)) return untouched
  const model = ctx.textModel
  const { translate } = model
  if (translate === undefined || answer?.standIn !== undefined)
    return { ...untouched, warnings: [notTranslated(answer?.standIn ?? model.name)] }

  const isWhole = extent === 'all'
  const names: readonly string[] = isWhole ? [...ofDocument, ...ofSpeech] : ofDocument
  const texts = new Map<string, { markdown: string; quotes: boolean }>()
  for (const name of names) addTexts(texts, name, given.values.get(name), true)
  addTexts(texts, 'block:slides', given.blocks.slides, isWhole)
  const found = await translateTexts({
    texts,
    model: { ...model, translate },
    kept: ctx.kept,
    glossary,
    sourceLanguage,
    targetLanguage,
    signal: ctx.signal,
    onProgress: (fraction) => ctx.progress(80 + 9 * fraction, 'translating'),
  })
  return {
    values: new Map(
      [...given.values].map(([name, value]) => [
        name,
        names.includes(name) ? withTexts(found.texts, name, value) : value,
      ]),
    ),
    blocks: { ...given.blocks, slides: withTexts(found.texts, 'block:slides', given.blocks.slides) },
    isTranslated: found.changed > 0,
    warnings: found.failed === 0 ? [] : [incomplete(found)],
    usage: found.usage,
  }
}

function addTexts(
  texts: Map<string, { markdown: string; quotes: boolean }>,
  name: string,
  value: Value | undefined,
  quotes: boolean,
): void {
  if (value === undefined || value.kind === 'list' || value.kind === 'map') return
  if (value.kind !== 'outline') texts.set(name, { markdown: value.text, quotes })
  else
    for (const [at, { heading, body }] of value.parts.entries()) {
      texts.set(`${name}:${at}:heading`, { markdown: heading ?? '', quotes })
      texts.set(`${name}:${at}:body`, { markdown: body, quotes })
    }
}

function withTexts(texts: ReadonlyMap<string, string>, name: string, value: Value): Value {
  if (value.kind === 'list' || value.kind === 'map') return value
  if (value.kind !== 'outline') return { ...value, text: texts.get(name) ?? value.text }
  return {
    ...value,
    parts: value.parts.map(({ heading, body }, at) => ({
      heading: heading === null ? null : texts.get(`${name}:${at}:heading`) || heading,
      body: texts.get(`${name}:${at}:body`) ?? body,
    })),
  }
}

const notTranslated = (engine: string): StepWarning => ({
  code: 'not_translated',
  message: `Page, slides and transcript stay in their own language: the engine "${engine}" cannot translate them`,
})

const incomplete = ({
  failed,
  segments,
  skipped,
}: {
  failed: number
  segments: number
  skipped: number
}): StepWarning => ({
  code: 'translation_incomplete',
  message: `${failed} of ${segments} pieces of text stay in their own language: the text model's translations of them, also when asked again, lost numbers, names or marks, were in another language, or had no form that could be read${skipped === 0 ? '' : `; ${skipped} were not asked for any more, as so many before them had failed`}`,
})
