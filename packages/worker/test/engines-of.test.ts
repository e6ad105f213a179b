import { registry } from '@async-events/processors'
import { expect, it } from 'vitest'
import { enginesOf } from '../src/engines-of.ts'

const none = { transcriber: null, advice: 'Install one.' }
const deps = {
  textModel: { name: 'extractive' },
  findSpeechEngine: async () => none,
  findOcrLanguages: async () => ['deu', 'eng'],
}
const contractsOf = (queue: string) => Object.values(registry).filter((one) => one.queue === queue)

it('a worker names the engines that its processors ask, and what is missing', async () => {
  expect(await enginesOf('transform', contractsOf('transform'), deps)).toEqual([
    { kind: 'text', name: 'extractive', languages: [], advice: null },
  ])
  expect(await enginesOf('audio', contractsOf('audio'), deps)).toEqual([
    { kind: 'speech', name: null, languages: [], advice: 'Install one.' },
  ])
  expect(await enginesOf('pdf', contractsOf('pdf'), deps)).toEqual([
    { kind: 'ocr', name: 'tesseract', languages: ['deu', 'eng'], advice: null },
  ])
  expect(await enginesOf('scrape', contractsOf('scrape'), deps)).toEqual([])
})

it('a worker without a program for pictures of text says what to install', async () => {
  const [ocr] = await enginesOf('pdf', [], { ...deps, findOcrLanguages: async () => null })
  expect([ocr?.name, ocr?.languages]).toEqual([null, []])
  expect(ocr?.advice).toContain('apt-get install tesseract-ocr')
})
