import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type GlossaryTerm,
  type KeptParts,
  type TextModel,
  type TextUsage,
} from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import { z } from 'zod'
import { lettersOf, maskMarkdown, unmaskMarkdown } from './mask-markdown.ts'
import { splitMarkdown } from './split-markdown.ts'
import { sumUsage } from './sum-usage.ts'

export interface TranslateInput {
  /** Markdown, by a name of its own; `quotes` where quotations are translated, too. */
  texts: ReadonlyMap<string, { markdown: string; quotes: boolean }>
  model: TextModel & Required<Pick<TextModel, 'translate'>>
  kept: KeptParts
  glossary: readonly GlossaryTerm[]
  sourceLanguage: string
  targetLanguage: string
  signal: AbortSignal
  onProgress(fraction: number): void
}

export interface Translated {
  texts: Map<string, string>
  /** Segments; those that stay in the original; and those of them that were not asked for any more. */
  segments: number
  failed: number
  skipped: number
  /** Segments that read otherwise now: names stay as they are. */
  changed: number
  usage: TextUsage | null
}

/** Of a request: small models lose count of more. */
const most = { segments: 20, chars: 3_000 }
/** A model of which so many requests in a row give nothing cannot translate. */
const hopeless = 3
/** Raise it when an answer would be read another way. */
const format = 1

const answerSchema = z.array(z.string().nullable())

/**
 * Translates Markdown piece by piece, so that its structure stays; equal pieces once. Answers are kept for other
 * attempts: an outage loses none that was paid for.
 */
export async function translateTexts(input: TranslateInput): Promise<Translated> {
  const pieces = new Map(
    [...input.texts].map(([name, { markdown, quotes }]) => [name, splitMarkdown(markdown, { quotes })]),
  )
  const wanted = new Set<string>()
  for (const piece of [...pieces.values()].flat())
    if (piece.translated && (await isForeign(piece.text, input.targetLanguage))) wanted.add(piece.text)
  const translations = new Map<string, string>()
  let usage: TextUsage | null = null
  let done = 0
  let fruitless = 0
  for (const batch of batchesOf([...wanted])) {
    input.signal.throwIfAborted()
    if (fruitless >= hopeless) break
    const answer = await translateBatch(
      batch.map((text) => maskMarkdown(text.trim())),
      input,
    )
    usage = sumUsage(usage, answer.usage)
    for (const [at, text] of answer.texts.entries())
      if (text !== null) translations.set(batch[at] ?? '', text)
    fruitless = answer.texts.every((text) => text === null) ? fruitless + 1 : 0
    done += batch.length
    input.onProgress(done / wanted.size)
  }
  const write = ({ text, translated }: { text: string; translated: boolean }): string => {
    const found = translated ? translations.get(text) : undefined
    return found === undefined ? text : text.replace(text.trim(), () => found)
  }
  return {
    texts: new Map([...pieces].map(([name, list]) => [name, list.map(write).join('')])),
    segments: wanted.size,
    failed: wanted.size - translations.size,
    skipped: wanted.size - done,
    changed: [...translations].filter(([text, translation]) => text.trim() !== translation.trim()).length,
    usage,
  }
}

/** Text that is not in the target language already. */
async function isForeign(text: string, targetLanguage: string): Promise<boolean> {
  if (lettersOf(maskMarkdown(text)) < 2) return false
  const detected = await detectLanguage(text)
  return detected === null || detected !== targetLanguage.split('-')[0]?.toLowerCase()
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = []
  let chars = 0
  for (const text of texts) {
    const last = batches.at(-1)
    if (last !== undefined && last.length < most.segments && chars + text.length <= most.chars) {
      last.push(text)
      chars += text.length
    } else {
      batches.push([text])
      chars = text.length
    }
  }
  return batches
}

async function translateBatch(
  masked: readonly ReturnType<typeof maskMarkdown>[],
  { model, kept, glossary, sourceLanguage, targetLanguage, signal }: TranslateInput,
): Promise<{ texts: (string | null)[]; usage: TextUsage | null }> {
  const request = { segments: masked.map(({ text }) => text), glossary, sourceLanguage, targetLanguage }
  const decided = canonicalJson({ format, engine: model.name, ...request })
  const key = `translation:${createHash('sha256').update(decided).digest('hex')}`
  const known = answerSchema.safeParse(await kept.get(key))
  const isKnown = known.success && known.data.length === masked.length
  const fresh = isKnown ? null : await model.translate({ ...request, signal })
  if (fresh !== null) await kept.put(key, [...fresh.segments])
  const segments = isKnown ? known.data : (fresh?.segments ?? [])
  return {
    texts: masked.map((one, at) => {
      const answer = segments[at] ?? null
      return answer === null ? null : unmaskMarkdown(answer, one)
    }),
    usage: fresh?.usage ?? null,
  }
}
