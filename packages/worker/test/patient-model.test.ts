import {
  AppError,
  type Patience,
  type TextModel,
  type TextModelAnswer,
  type TextModelRequest,
} from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { heldMs } from '../src/held-ms.ts'
import { patientModel } from '../src/patient-model.ts'

const hour = 3_600_000
const start = new Date('2026-02-01T12:00:00Z')
const after = (ms: number): Date => new Date(start.getTime() + ms)

const request: TextModelRequest = {
  fields: [{ name: 'lead', instruction: 'Two sentences' }],
  systemPrompt: '',
  source: { title: 'Reed beds', text: 'Herons came.', facts: {}, passages: [], parts: [] },
  sourceLanguage: 'en',
  targetLanguage: 'en',
  signal: new AbortController().signal,
}
const answer: TextModelAnswer = {
  values: { lead: 'Herons came.' },
  evidence: {},
  gists: [],
  language: 'en',
  warnings: [{ code: 'source_cut', message: 'cut' }],
  usage: null,
}
const offline: TextModel = { name: 'extractive', fill: async () => answer }
const away = new AppError(
  'model_unavailable',
  'The text model cannot be reached: the connection was refused',
  {
    outage: true,
    retryAfterMs: 2 * hour,
  },
)

function failing(error: unknown, patience?: Partial<Patience>): TextModel {
  return {
    name: 'openai:x',
    fill: () => Promise.reject(error),
    patience: { ms: 6 * hour, heldMs: () => 0, standIn: offline, ...patience },
  }
}
const failureOf = (model: TextModel, since: Date | null, now: Date) =>
  patientModel(model, { since, now: () => now })
    .fill(request)
    .then(
      () => 'no failure',
      (thrown: unknown) => thrown,
    )

describe('a model that is away', () => {
  it('is waited for, and the error says since when and until when', async () => {
    expect(await failureOf(failing(away), null, start)).toMatchObject({
      code: 'model_unavailable',
      outage: true,
      patient: true,
      retryable: true,
      retryAfterMs: 2 * hour,
      message:
        'The text model cannot be reached: the connection was refused. The step waits for it since 2026-02-01 12:00 UTC, until 2026-02-01 18:00 UTC at the latest; then the engine "extractive" writes the document',
    })
    expect(await failureOf(failing(away, { standIn: null }), null, start)).toMatchObject({
      message: expect.stringMatching(/then the job fails$/),
    })
  })

  it('is never waited for beyond the patience of the step', async () => {
    const failure = await failureOf(failing(away), start, after(5.5 * hour))
    expect(failure).toMatchObject({ retryAfterMs: 0.5 * hour, patient: true })
  })

  it('is replaced when the patience is over, with a warning', async () => {
    const model = patientModel(failing(away), { since: start, now: () => after(6 * hour) })
    expect(model.name).toBe('openai:x')
    expect(await model.fill(request)).toMatchObject({
      values: answer.values,
      standIn: 'extractive',
      warnings: [
        { code: 'source_cut' },
        {
          code: 'text_model_away',
          message: expect.stringMatching(/refused, since 2026-02-01 12:00 UTC.*Restart/),
        },
      ],
    })
  })

  it('fails the step when the patience is over and nothing may take its place', async () => {
    expect(await failureOf(failing(away, { standIn: null }), start, after(6 * hour))).toMatchObject({
      code: 'model_unavailable',
      retryable: false,
      outage: false,
    })
  })

  it('without patience is replaced at once', async () => {
    const model = patientModel(failing(away, { ms: 0 }), { since: null, now: () => start })
    expect(await model.fill(request)).toMatchObject({ standIn: 'extractive' })
  })

  it('that answers is asked, however long the step has waited; other errors are its own', async () => {
    const there = patientModel(
      { ...failing(null), fill: async () => ({ ...answer, values: { lead: 'Back.' } }) },
      { since: start, now: () => after(100 * hour) },
    )
    const answered = await there.fill(request)
    expect(answered.values).toEqual({ lead: 'Back.' })
    expect(answered.standIn).toBeUndefined()
    for (const error of [new AppError('model_refused'), new AppError('timeout'), new Error('cancelled')])
      expect(await failureOf(failing(error), start, after(100 * hour))).toBe(error)
  })
})

describe('a step that waits', () => {
  const contract = { engines: ['text' as const] }
  const step = { status: 'ready' as const, waiting_since: start }
  const patience = (held: number): Patience => ({ ms: 6 * hour, heldMs: () => held, standIn: null })

  it('is held while the model is known to be away, and looked at again within 20 s', () => {
    for (let count = 0; count < 50; count++) {
      const held = heldMs(contract, step, patience(300_000), start) ?? 0
      expect(held).toBeGreaterThanOrEqual(10_000)
      expect(held).toBeLessThanOrEqual(20_000)
    }
    expect(heldMs(contract, step, patience(400), start)).toBe(400)
    expect(heldMs(contract, step, patience(300_000), after(6 * hour - 500))).toBe(500)
  })

  it('is claimed when the model may be asked, or its patience is over', () => {
    expect(heldMs(contract, step, patience(0), start)).toBeNull()
    expect(heldMs(contract, step, patience(300_000), after(6 * hour))).toBeNull()
  })

  it('is claimed when it has not met the outage, or needs no model', () => {
    expect(heldMs(contract, { status: 'ready' }, patience(300_000), start)).toBeNull()
    expect(heldMs(contract, { ...step, status: 'completed' }, patience(300_000), start)).toBeNull()
    expect(heldMs({ engines: [] }, step, patience(300_000), start)).toBeNull()
    expect(heldMs(contract, step, undefined, start)).toBeNull()
  })
})
