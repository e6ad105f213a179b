import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer } from '../src/domain/webhook/seal.ts'

const seed = 20_261_102
const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64')
const sealer = createSealer(keyOf(1))
const unreadable = expect.objectContaining({ code: 'secret_unreadable' })
/** Not a whole plain text, and none that was changed: nothing. */
const opened = (act: () => string): string | null => {
  try {
    return act()
  } catch (error) {
    expect(error).toEqual(unreadable)
    return null
  }
}
const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((found) => found.toWellFormed())

describe('what is sealed', () => {
  it('is opened to the same text, and never sealed the same twice', () => {
    fc.assert(
      fc.property(text, (plain) => {
        const [a, b] = [sealer.seal(plain), sealer.seal(plain)]
        expect(sealer.open(a)).toBe(plain)
        expect(a.nonce).not.toBe(b.nonce)
        if (plain.length > 3) expect(JSON.stringify(a)).not.toContain(plain)
      }),
      { seed, numRuns: 500 },
    )
  })

  it('is opened by the new key alone after it was sealed anew; equal ones stay equal, others differ', () => {
    const both = createSealer(`${keyOf(2)},${keyOf(1)}`)
    const nonces = new Set<string>()
    fc.assert(
      fc.property(text, (plain) => {
        const old = sealer.seal(plain)
        const anew = both.reseal(old)
        expect(createSealer(keyOf(2)).open(anew)).toBe(plain)
        expect(opened(() => sealer.open(anew))).toBeNull()
        expect([both.reseal(old), both.reseal(anew)]).toEqual([anew, anew])
        expect(nonces.has(anew.nonce)).toBe(false)
        nonces.add(anew.nonce)
      }),
      { seed, numRuns: 300 },
    )
    expect(() => createSealer(keyOf(2)).reseal(sealer.seal('x'))).toThrow(unreadable)
  })

  it('with any byte changed, cut or added is not opened', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('data' as const, 'nonce' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plain, field, at, flip) => {
          const sealed = sealer.seal(plain)
          const bytes = Buffer.from(sealed[field], 'base64')
          const changed = Buffer.from(bytes)
          changed[at % bytes.length]! ^= flip
          for (const forged of [
            changed,
            bytes.subarray(0, at % bytes.length),
            bytes.subarray(1 + (at % (bytes.length - 1))),
            Buffer.concat([bytes, Buffer.from([flip])]),
          ])
            expect(opened(() => sealer.open({ ...sealed, [field]: forged.toString('base64') }))).toBeNull()
        },
      ),
      { seed, numRuns: 500 },
    )
  })

  it('is not opened by a part of its tag: a short one could be guessed', () => {
    // Of an empty text all there is is the tag; Node takes one of 4 bytes where it is not told how long they are.
    const sealed = sealer.seal('')
    const tag = Buffer.from(sealed.data, 'base64')
    for (const length of [0, 4, 8, 12, 13, 14, 15])
      expect(
        opened(() => sealer.open({ ...sealed, data: tag.subarray(0, length).toString('base64') })),
      ).toBeNull()
    expect(sealer.open(sealed)).toBe('')
  })

  it('is opened by its own key alone, whichever it says that it has', () => {
    fc.assert(
      fc.property(text, fc.string(), (plain, key_id) => {
        const sealed = sealer.seal(plain)
        const other = createSealer(`${keyOf(2)},${keyOf(3)}`)
        expect(opened(() => other.open(sealed))).toBeNull()
        expect(opened(() => other.open({ ...sealed, key_id: other.seal('').key_id }))).toBeNull()
        expect(opened(() => sealer.open({ ...sealed, key_id }))).toBe(key_id === sealed.key_id ? plain : null)
      }),
      { seed, numRuns: 300 },
    )
  })
})

it('keys: one or more, in base64 or hex; the first one seals', () => {
  for (const wrong of ['', 'x', keyOf(1).slice(4), `${keyOf(1)},`, `${keyOf(1)},x`, '0'.repeat(63)])
    expect(() => createSealer(wrong)).toThrow(/SECRETS_KEY/)
  const hex = Buffer.alloc(32, 1).toString('hex')
  expect(createSealer(hex).open(sealer.seal('x'))).toBe('x')
  const both = createSealer(`${keyOf(2)} , ${hex}`)
  expect(both.open(sealer.seal('old'))).toBe('old')
  expect(createSealer(keyOf(2)).open(both.seal('new'))).toBe('new')
})
