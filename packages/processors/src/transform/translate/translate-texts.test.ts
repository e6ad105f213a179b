import { AppError, type TranslateRequest } from '@async-events/core'
import { expect, it } from 'vitest'
import { keptInMemory, silentModel } from '../../../test/create-bench.ts'
import { translateTexts } from './translate-texts.ts'

const lines = Array.from({ length: 45 }, (_, at) => `Bed number ${at} cleans the water.`)
const markdown = ['# Reed beds', '```', 'npm run water', '```', ...lines.map((line) => `- ${line}`)].join(
  '\n',
)
const upper = ({ segments }: TranslateRequest) =>
  segments.map((text) =>
    text.replace('cleans the water', 'reinigt das Wasser').replace('Reed beds', 'Schilf'),
  )

function translate(
  answer: (request: TranslateRequest) => (string | null)[],
  kept = keptInMemory(),
  text = markdown,
) {
  const model = {
    ...silentModel,
    translate: async (request: TranslateRequest) => ({
      segments: answer(request),
      usage: { input_tokens: 10, output_tokens: 5, requests: 1 },
    }),
  }
  return translateTexts({
    texts: new Map([
      ['text', { markdown: text, quotes: true }],
      ['again', { markdown: '# Reed beds', quotes: true }],
    ]),
    model,
    kept,
    glossary: [],
    sourceLanguage: 'en',
    targetLanguage: 'de',
    signal: new AbortController().signal,
    onProgress: () => {},
  })
}

it('keeps the structure, and translates equal pieces once', async () => {
  const found = await translate(upper)
  expect(found.texts.get('text')).toBe(
    markdown.replaceAll('cleans the water', 'reinigt das Wasser').replace('Reed beds', 'Schilf'),
  )
  expect(found.texts.get('again')).toBe('# Schilf')
  expect(found).toMatchObject({ segments: 46, failed: 0, usage: { requests: 3, input_tokens: 30 } })
})

it('leaves what could not be translated, and counts it', async () => {
  const found = await translate((request) => upper(request).map((text, at) => (at === 0 ? null : text)))
  expect(found.failed).toBe(3)
  expect(found.texts.get('text')).toContain('# Reed beds')
})

it('asks no more where a model translates nothing, and counts what was not asked for', async () => {
  let asked = 0
  const found = await translate(
    (request) => {
      asked += 1
      return request.segments.map(() => null)
    },
    keptInMemory(),
    Array.from({ length: 200 }, (_, at) => `- Bed number ${at} cleans the water.`).join('\n'),
  )
  expect(asked).toBe(3)
  expect(found).toMatchObject({ segments: 201, failed: 201, skipped: 141, changed: 0 })
})

it('does not call names that stay as they are a translation', async () => {
  const found = await translate(({ segments }) => [...segments])
  expect(found).toMatchObject({ failed: 0, changed: 0 })
})

it('asks after an outage for what was not finished alone', async () => {
  const kept = keptInMemory()
  let asked = 0
  const failing = (request: TranslateRequest) => {
    asked += 1
    if (asked === 2) throw new AppError('model_unavailable', 'away', { outage: true })
    return upper(request)
  }
  await expect(translate(failing, kept)).rejects.toMatchObject({ code: 'model_unavailable' })
  const found = await translate(upper, kept)
  expect(found).toMatchObject({ failed: 0, usage: { requests: 2 } })
})
