import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Encrypted } from '../job/job.ts'

/** Encrypts what must not be readable in the database: webhook secrets, headers and queries. AES-256-GCM. */
export interface Sealer {
  seal(plain: string): Encrypted
  /** Throws `secret_unreadable` when its key is none of ours or the data was changed. */
  open(sealed: Encrypted): string
  /** Id of the key that seals. */
  readonly keyId: string
  /**
   * The same under the key that seals now. Equal ones stay equal, also when it is done again after a crash: the jobs of a
   * batch are known by having its webhook. Throws as `open` does.
   */
  reseal(sealed: Encrypted): Encrypted
}

/** NIST SP 800-38D: shorter tags are easier to forge, and Node accepts 4 bytes by default. */
const authTagLength = 16
const algorithm = 'aes-256-gcm'
/** Bytes; NIST SP 800-38D recommends 96 bits. */
const nonceLength = 12

/**
 * @param keys 32 bytes each, base64 or hex, by commas: the first one seals, every one opens what it sealed. A key is
 * replaced by putting the new one before it; it may go when nothing is left that it sealed.
 */
export function createSealer(keys: string): Sealer {
  const known = keys.split(',').map((key) => readKey(key.trim()))
  const [own] = known
  if (!own) throw new TypeError(wrongKey)
  const sealWith = (nonce: Buffer, plain: string): Encrypted => {
    const cipher = createCipheriv(algorithm, own.bytes, nonce, { authTagLength })
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return { key_id: own.id, nonce: nonce.toString('base64'), data: data.toString('base64') }
  }
  const sealer: Sealer = {
    keyId: own.id,
    seal: (plain) => sealWith(randomBytes(nonceLength), plain),
    reseal(sealed) {
      if (sealed.key_id === own.id) return sealed
      // As good as random, and different for what differs: a key must not use a nonce twice.
      const nonce = createHmac('sha256', own.bytes).update(`${sealed.key_id}.${sealed.nonce}.${sealed.data}`)
      return sealWith(nonce.digest().subarray(0, nonceLength), sealer.open(sealed))
    },
    open(sealed) {
      const key = known.find(({ id }) => id === sealed.key_id)
      if (!key)
        throw unreadable(new TypeError(`sealed with the key ${sealed.key_id}, which is not configured`))
      try {
        const data = Buffer.from(sealed.data, 'base64')
        const nonce = Buffer.from(sealed.nonce, 'base64')
        const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength })
        decipher.setAuthTag(data.subarray(-authTagLength))
        const plain = decipher.update(data.subarray(0, -authTagLength))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw unreadable(cause)
      }
    },
  }
  return sealer
}

interface Key {
  /** Part of what it seals: which key opens it. */
  id: string
  bytes: Buffer
}

function readKey(text: string): Key {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (bytes.length !== 32) throw new TypeError(wrongKey)
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

const wrongKey = 'SECRETS_KEY must be 32 bytes in base64 or hex, several by commas'

const unreadable = (cause: unknown): AppError => new AppError('secret_unreadable', undefined, { cause })
