import { describe, expect, it } from 'vitest'
import { findText } from './find-text.ts'

const found = (text: string, query: string): string[] =>
  findText(text, query).map(([from, to]) => text.slice(from, to))

describe('findText', () => {
  it.each([
    ['Reed beds, more reed beds', 'reed bed', ['Reed bed', 'reed bed']],
    ['Die Wümme bei Fährdorf', 'wumme', ['Wümme']],
    ['Die Wu\u0308mme', 'wümme', ['Wu\u0308mme']],
    ['Straße und STRASSE', 'straße', ['Straße']],
    ['two\n  lines', 'two lines', ['two\n  lines']],
    ['🦩 herons 🦩', '🦩', ['🦩', '🦩']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['anything', '   ', []],
    ['', 'x', []],
  ])('%j has %j at %j', (text, query, spans) => {
    expect(found(text, query)).toEqual(spans)
  })
})
