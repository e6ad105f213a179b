import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Encrypted } from '../job/job.ts'

/** Encrypts what must not be readable in the database: webhook secrets, headers and queries. AES-256-GCM. */
export interface Sealer {
  seal(plain: string): Encrypted
  /** Throws `secret_unreadable` when its key is none of ours or the data was changed. */
  open(sealed: Encrypted): string
}

/** NIST SP 800-38D: shorter tags are easier to forge, and Node accepts 4 bytes by default. */
const authTagLength = 16
const algorithm = 'aes-256-gcm'

/**
 * @param keys 32 bytes each, base64 or hex, by commas: the first one seals, every one opens what it sealed. A key is
 * replaced by putting the new one before it; it may go when nothing is left that it sealed.
 */
export function createSealer(keys: string): Sealer {
  const known = keys.split(',').map((key) => readKey(key.trim()))
  const [own] = known
  if (!own) throw new TypeError(wrongKey)
  return {
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, own.bytes, nonce, { authTagLength })
      const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { key_id: own.id, nonce: nonce.toString('base64'), data: data.toString('base64') }
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
