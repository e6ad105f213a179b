import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApiKey, findApiKey, newApiKey } from '../src/domain/access/api-key.ts'

const seed = 20_261_104
const made = newApiKey({ name: 'x', user_id: 'ann', scopes: ['read'] }, new Date(0))
/** A store that notes what it was asked for. */
const storeOf = (key: ApiKey) => {
  const asked: string[] = []
  return {
    asked,
    async get(id: string) {
      asked.push(id)
      return id === key.id ? key : null
    },
  }
}

describe('an api key', () => {
  it('is random, of one form, and stored as the hash of its secret alone', () => {
    const texts = new Set<string>()
    for (let index = 0; index < 200; index++) {
      const { key, text } = newApiKey({ name: '', user_id: 'ann', scopes: [] }, new Date(0))
      expect(text).toMatch(/^ae_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/)
      const secret = text.slice(20)
      expect(Buffer.from(secret, 'base64url').length).toBe(32)
      expect(key.hash).toBe(createHash('sha256').update(secret).digest('hex'))
      expect(JSON.stringify(key)).not.toContain(secret)
      texts.add(text)
    }
    expect(texts.size).toBe(200)
  })

  it('opens with its whole text and nothing else', async () => {
    expect(await findApiKey(storeOf(made.key), made.text)).toBe(made.key)
    const change = fc.tuple(fc.nat(made.text.length - 1), fc.string({ unit: 'binary', maxLength: 2 }))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 80 }),
          fc.stringMatching(/^ae_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/),
          fc.stringMatching(/^[A-Za-z0-9_-]{43}$/).map((secret) => `ae_${made.key.id}_${secret}`),
          change.map(([at, text]) => made.text.slice(0, at) + text + made.text.slice(at + 1)),
          fc.constantFrom(
            ` ${made.text}`,
            `${made.text}\n`,
            made.text.toUpperCase(),
            made.key.hash,
            made.key.id,
          ),
        ),
        async (text) => {
          fc.pre(text !== made.text)
          const store = storeOf(made.key)
          // The last character of a secret holds two bits that say nothing: they are compared all the same.
          expect(await findApiKey(store, text)).toBeNull()
          // Nothing but an id of the right form is ever looked up.
          for (const id of store.asked) expect(id).toMatch(/^[0-9a-f]{16}$/)
        },
      ),
      { seed, numRuns: 3_000 },
    )
  })

  it('that was revoked opens nothing', async () => {
    expect(await findApiKey(storeOf({ ...made.key, revoked_at: new Date() }), made.text)).toBeNull()
  })
})
