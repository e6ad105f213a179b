/** Signatures against `standardwebhooks`, the reference library: what receivers verify with. */
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { readWebhookSecret, signWebhook } from '../src/domain/webhook/webhook-signature.ts'

const seed = 20_261_103
const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`
const key = fc.uint8Array({ minLength: 24, maxLength: 64 })
const id = fc.stringMatching(/^[A-Za-z0-9_.-]{1,60}$/)
const body = fc.jsonValue().map((value) => JSON.stringify(value))
const now = (): number => Math.floor(Date.now() / 1000)

function isVerified(
  secret: string,
  headers: { id: string; timestamp: string; signature: string },
  text: string,
): boolean {
  try {
    new Webhook(secret).verify(text, {
      'webhook-id': headers.id,
      'webhook-timestamp': headers.timestamp,
      'webhook-signature': headers.signature,
    })
    return true
  } catch {
    return false
  }
}

describe('a signature', () => {
  it('is verified by the reference with the same secret, id, time and body, and is the one that it makes', () => {
    fc.assert(
      fc.property(key, id, body, (bytes, messageId, text) => {
        const secret = secretOf(bytes)
        const read = readWebhookSecret(secret)
        const timestamp = now()
        const signature = signWebhook([read!], messageId, timestamp, text)
        expect(signature).toBe(new Webhook(secret).sign(messageId, new Date(timestamp * 1000), text))
        expect(isVerified(secret, { id: messageId, timestamp: String(timestamp), signature }, text)).toBe(
          true,
        )
      }),
      { seed, numRuns: 500 },
    )
  })

  it('of another secret, id, time or body is not', () => {
    fc.assert(
      fc.property(key, key, id, id, body, body, (bytes, otherBytes, messageId, otherId, text, otherText) => {
        const [secret, other] = [secretOf(bytes), secretOf(otherBytes)]
        fc.pre(secret !== other && messageId !== otherId && text !== otherText)
        const timestamp = now()
        const signature = signWebhook([readWebhookSecret(secret)!], messageId, timestamp, text)
        const sent = { id: messageId, timestamp: String(timestamp), signature }
        expect(isVerified(other, sent, text)).toBe(false)
        expect(isVerified(secret, { ...sent, id: otherId }, text)).toBe(false)
        expect(isVerified(secret, { ...sent, timestamp: String(timestamp + 1) }, text)).toBe(false)
        expect(isVerified(secret, sent, otherText)).toBe(false)
        expect(isVerified(secret, { ...sent, signature: signature.replace('v1,', 'v1a,') }, text)).toBe(false)
        // As long ago as a receiver no longer takes, it is as good as forged.
        const old = timestamp - 6 * 60
        const late = signWebhook([readWebhookSecret(secret)!], messageId, old, text)
        expect(isVerified(secret, { id: messageId, timestamp: String(old), signature: late }, text)).toBe(
          false,
        )
      }),
      { seed, numRuns: 300 },
    )
  })

  it('while a secret is exchanged is verified with the old one and the new one', () => {
    fc.assert(
      fc.property(key, key, id, body, (first, second, messageId, text) => {
        const secrets = [secretOf(first), secretOf(second)]
        const timestamp = now()
        const keys = secrets.map((secret) => readWebhookSecret(secret)!)
        const signature = signWebhook(keys, messageId, timestamp, text)
        for (const secret of secrets)
          expect(isVerified(secret, { id: messageId, timestamp: String(timestamp), signature }, text)).toBe(
            true,
          )
      }),
      { seed, numRuns: 200 },
    )
  })
})

describe('a secret', () => {
  it('has 24 to 64 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const read = readWebhookSecret(secretOf(bytes))
        const isRight = bytes.length >= 24 && bytes.length <= 64
        expect(read).toEqual(isRight ? Buffer.from(bytes) : null)
      }),
      { seed, numRuns: 1_000 },
    )
    for (const [length, isRight] of [
      [23, false],
      [24, true],
      [64, true],
      [65, false],
    ] as const)
      expect([length, readWebhookSecret(secretOf(new Uint8Array(length))) !== null]).toEqual([
        length,
        isRight,
      ])
  })

  it('is spelled in the one exact form of base64: others are read differently by receivers', () => {
    const bytes = Buffer.from(Array.from({ length: 25 }, (_, index) => 251 - index))
    const good = secretOf(bytes)
    expect(readWebhookSecret(good)).toEqual(bytes)
    for (const wrong of [
      good.replace(/=+$/, ''),
      `${good}=`,
      `whsec_${bytes.toString('base64url')}`,
      ` ${good}`,
      `${good}\n`,
      good.replace('whsec_', 'WHSEC_'),
      good.slice('whsec_'.length),
      good.replace(/.(=+)$/, 'B$1'),
    ])
      expect([wrong, readWebhookSecret(wrong)]).toEqual([wrong, null])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const read = readWebhookSecret(`whsec_${text}`)
        if (read) expect(secretOf(read)).toBe(`whsec_${text}`)
      }),
      { seed, numRuns: 2_000 },
    )
  })
})
