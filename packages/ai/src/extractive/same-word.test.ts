import { expect, test } from 'vitest'
import { sameWord } from './same-word.ts'
import { stemOf } from './words-of.ts'

test.each([
  ['Bus', 'Busse'],
  ['Turm', 'Türme'],
  ['wire', 'wires'],
  ['alarma', 'alarmas'],
  ['hospital', 'hospitales'],
  ['lampada', 'lampade'],
  ['éclairage', 'éclairages'],
])('%s and %s are one word', (a, b) => {
  expect(sameWord(stemOf(a), stemOf(b))).toBe(true)
})

test.each([
  ['alerta', 'alarma'],
  ['Haus', 'Hausarzt'],
  ['car', 'card'],
  ['sensor', 'sense'],
])('%s and %s are two', (a, b) => {
  expect(sameWord(stemOf(a), stemOf(b))).toBe(false)
})
