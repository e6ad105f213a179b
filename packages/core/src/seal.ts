import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Encrypted } from './job.ts'

/** Encrypts what must not be readable in the database: webhook secrets and headers. AES-256-GCM. */
export interface Sealer {
  seal(plain: string): Encrypted
  /** Throws when the key is another one or the data was changed. */
  open(sealed: Encrypted): string
}

/** @param key 32 bytes, base64 or hex */
export function createSealer(key: string): Sealer {
  const bytes = /^[0-9a-f]{64}$/i.test(key) ? Buffer.from(key, 'hex') : Buffer.from(key, 'base64')
  if (bytes.length !== 32) throw new TypeError('SECRETS_KEY must be 32 bytes in base64 or hex')
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  return {
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce)
      const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { key_id: keyId, nonce: nonce.toString('base64'), data: data.toString('base64') }
    },
    open(sealed) {
      if (sealed.key_id !== keyId) throw new TypeError(`sealed with key ${sealed.key_id}, this is ${keyId}`)
      const data = Buffer.from(sealed.data, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(sealed.nonce, 'base64'))
      decipher.setAuthTag(data.subarray(-16))
      return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]).toString('utf8')
    },
  }
}
