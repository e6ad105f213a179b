import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPathPart } from './clean-path-part.ts'
import { documentPath } from './document-path.ts'

it.each([
  ['Reed beds & patience', 'Reed beds & patience'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Windows\\x', 'C__Windows_x'],
  ['/absolute', '_absolute'],
  ['a\0b', 'a b'],
  ['...', 'untitled'],
  ['', 'untitled'],
  [' .hidden. ', 'hidden'],
  ['CON', '_CON'],
  ['con.txt', '_con.txt'],
  ['LPT1', '_LPT1'],
  ['console', 'console'],
  ['Grüße'.normalize('NFD'), 'Grüße'.normalize('NFC')],
  ['x'.repeat(300), 'x'.repeat(100)],
  ['ü'.repeat(80), 'ü'.repeat(50)],
  ['\ud800x', '\ufffdx'],
  ['a\u202etxt.exe', 'a txt.exe'],
])('%j is called %j', (name, expected) => {
  expect(cleanPathPart(name)).toBe(expected)
})

const anyName = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 150 })
    .map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.stringMatching(/^[ ./\\:*?"<>|A-Za-z]{0,40}$/),
  fc.constantFrom('..', '.', 'nul', 'aux.md', '\ud83d', '👨‍👩‍👧‍👦'.repeat(10)),
)

describe('whatever the name', () => {
  it('is one name that any file system takes, and stays as it is', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const clean = cleanPathPart(name)
        expect(clean).not.toBe('')
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(100)
        expect(clean).toBe(clean.normalize('NFC'))
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^[. ]|[. ]$/u)
        expect(clean).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(cleanPathPart(clean)).toBe(clean)
      }),
      { seed: 20260201, numRuns: 1_500 },
    )
  })

  it('makes a path of four parts, beside the files of the archive itself', () => {
    fc.assert(
      fc.property(anyName, anyName, anyName, anyName, (event, target_language, track, file_stem) => {
        const parts = documentPath({ event, target_language, track, file_stem }).split('/')
        expect(parts).toHaveLength(4)
        expect(parts.every((part) => part !== '' && part !== '..' && part !== '.')).toBe(true)
        expect(['readme.md', 'metadata.json', 'manifest.json']).not.toContain(parts[0]!.toLowerCase())
      }),
      { seed: 20260201, numRuns: 500 },
    )
  })
})
