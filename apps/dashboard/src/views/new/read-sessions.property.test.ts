import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSessions } from './read-sessions.ts'

const kinds = { lists: new Set<string>(), flags: new Set<string>() }

it('reads anything without failing, and loses no line of addresses', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readSessions(text, kinds)))
  fc.assert(
    fc.property(fc.array(fc.webUrl({ withQueryParameters: true }), { minLength: 1 }), (urls) => {
      expect(readSessions(urls.join('\n'), kinds).drafts.map(({ parameters }) => parameters)).toEqual(
        urls.map((url) => ({ url })),
      )
    }),
  )
})
