import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ArtifactSource, ArtifactStore, ByteRange, LinkedAs } from '@async-events/core'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { artifactKey, parseArtifactKey } from './artifact-key.ts'
import { clampRange } from './byte-range.ts'
import { fileInside } from './file-name.ts'
import { isMissing, s3Error } from './s3-errors.ts'
import { scopeFromPath, scopeToPath } from './scope-path.ts'
import { hashInMemory, type Spooled, spool } from './spool.ts'
import { missing, storageError } from './storage-errors.ts'
import { sweepTemporary } from './sweep-temporary.ts'

export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

export interface S3StoreOptions {
  bucket: string
  /** Objects are named `<prefix>/<scope>/sha256/<hash>`. */
  prefix?: string
  /** URL of an S3-compatible server; Amazon S3 if undefined. */
  endpoint?: string
  region?: string
  /** The bucket in the path instead of the host name, as most other servers need. */
  forcePathStyle?: boolean
  credentials?: S3Credentials
  /** Seconds for which links can be used; without it there are none. */
  linkSeconds?: number
  /** URL of the same server as readers of links reach it; `endpoint` if undefined. */
  publicEndpoint?: string
  /** Folder to spool bytes until their hash, which is their name, is known. */
  spoolFolder: string
}

/** Limit of S3 for a copy in one request. */
const largestCopy = 5 * 1024 ** 3
const partBytes = 8 * 1024 * 1024

/**
 * Objects in a bucket. S3 makes an upload visible only when it is complete. A crash may leave invisible parts, which a
 * lifecycle rule of the bucket (AbortIncompleteMultipartUpload) removes.
 */
export async function createS3Store(options: S3StoreOptions): Promise<ArtifactStore> {
  const { bucket: Bucket, endpoint, credentials } = options
  const prefix = (options.prefix ?? '').replace(/^\/+|\/+$/g, '')
  const base = prefix === '' ? '' : `${prefix}/`
  const spoolFolder = resolve(options.spoolFolder)

  const settings: S3ClientConfig = {
    region: options.region ?? 'us-east-1',
    forcePathStyle: options.forcePathStyle ?? false,
    // The SDK sends checksums as trailers, which many S3-compatible servers refuse.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  }
  const client = new S3Client(settings)
  const { linkSeconds, publicEndpoint } = options
  // Signs only: what is signed holds the host, which its reader must reach.
  const signing = publicEndpoint === undefined ? settings : { ...settings, endpoint: publicEndpoint }
  const signer = publicEndpoint === undefined ? client : new S3Client(signing)

  const nameOf = (scope: string, sha256: string): string => `${base}${scopeToPath(scope)}/sha256/${sha256}`
  const nameOfKey = (key: string): string => {
    const parsed = parseArtifactKey(key)
    if (parsed === null) throw missing()
    return nameOf(parsed.scope, parsed.sha256)
  }
  const keyOf = (name: string): string | null => {
    const parsed = name.startsWith(base) ? parseArtifactKey(name.slice(base.length)) : null
    const scope = parsed === null ? null : scopeFromPath(parsed.scope)
    return parsed === null || scope === null ? null : artifactKey(scope, parsed.sha256)
  }

  const head = async (Key: string): Promise<{ bytes: number; modified_at: Date } | null> => {
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key }))
      return { bytes: found.ContentLength ?? 0, modified_at: found.LastModified ?? new Date(0) }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  /**
   * True if the object exists; renews its time by a copy onto itself (see the file store). Some servers leave the time as it
   * was, and the sweep would take the object for an old one: false, so that it is sent again.
   */
  const touch = async (Key: string, bytes: number): Promise<boolean> => {
    const before = await head(Key)
    if (before?.bytes !== bytes || bytes > largestCopy) return false
    try {
      const CopySource = encodeURI(`${Bucket}/${Key}`)
      // Without REPLACE S3 refuses a copy that changes nothing.
      await client.send(new CopyObjectCommand({ Bucket, Key, CopySource, MetadataDirective: 'REPLACE' }))
      const after = await head(Key)
      return after !== null && after.modified_at > before.modified_at
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  const spoolHere = async (source: ArtifactSource): Promise<Spooled> => {
    await mkdir(spoolFolder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw storageError(error)
    })
    return spool(source, spoolFolder)
  }

  const upload = async (Key: string, body: string | Uint8Array | Readable): Promise<void> => {
    const params = { Bucket, Key, Body: body }
    await new Upload({ client, params, partSize: partBytes, queueSize: 2 }).done()
  }

  const get = async (key: string, range?: ByteRange): Promise<Readable> => {
    const Key = nameOfKey(key)
    try {
      const part = range === undefined ? null : await head(Key)
      if (range !== undefined && part === null) throw missing()
      const cut = range === undefined || part === null ? null : clampRange(range, part.bytes)
      const Range = cut === null ? {} : { Range: `bytes=${cut.start}-${cut.end}` }
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...Range }))
      if (!(Body instanceof Readable)) throw new TypeError('the S3 client sent no stream')
      return Body
    } catch (error) {
      throw s3Error(error)
    }
  }

  const link = async (key: string, { type, disposition }: LinkedAs): Promise<string> => {
    const command = new GetObjectCommand({
      Bucket,
      Key: nameOfKey(key),
      ResponseContentType: type,
      ResponseContentDisposition: disposition,
      ResponseCacheControl: 'private, no-cache',
    })
    const expires = linkSeconds === undefined ? {} : { expiresIn: linkSeconds }
    return getSignedUrl(signer, command, expires).catch(rethrow)
  }

  return {
    async put(scope, source) {
      // Refuses an invalid scope before any write.
      scopeToPath(scope)
      const inMemory = hashInMemory(source)
      const spooled: Spooled | null = inMemory === null ? await spoolHere(source) : null
      const content = inMemory ?? spooled
      if (content === null) throw new TypeError('a source is in memory or spooled')
      try {
        const name = nameOf(scope, content.sha256)
        if (!(await touch(name, content.bytes))) await upload(name, bodyOf(source, spooled))
        return { key: artifactKey(scope, content.sha256), bytes: content.bytes, sha256: content.sha256 }
      } catch (error) {
        throw s3Error(error)
      } finally {
        if (spooled !== null) await rm(spooled.path, { force: true })
      }
    },

    open: get,

    ...(linkSeconds === undefined ? {} : { link, linkOrigin: await originOf(signing, Bucket) }),

    async materialize(key, folder, name) {
      const target = fileInside(folder, name)
      const partial = `${target}.${randomUUID()}.part`
      const body = await get(key)
      try {
        await mkdir(folder, { recursive: true })
        await pipeline(body, createWriteStream(partial, { flags: 'wx' }))
        await chmod(partial, 0o444)
        await rename(partial, target)
        return target
      } catch (error) {
        body.destroy()
        await rm(partial, { force: true })
        throw s3Error(storageError(error))
      }
    },

    async stat(key) {
      if (parseArtifactKey(key) === null) return null
      return head(nameOfKey(key)).catch(rethrow)
    },

    async *list(scope) {
      await sweepTemporary(spoolFolder)
      const Prefix = scope === undefined ? base : `${base}${scopeToPath(scope)}/sha256/`
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
          for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
            const key = keyOf(Key)
            if (key !== null) yield { key, bytes: Size, modified_at: LastModified }
          }
        }
      } catch (error) {
        throw s3Error(error)
      }
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: nameOfKey(key) })).catch(rethrow)
    },

    space: async () => ({ driver: 's3', free: null, total: null }),

    async check() {
      // Always the same object, so that checks leave no others.
      const Key = `${base}.check`
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body: 'check' }))
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
        if ((await Body?.transformToString()) !== 'check') throw new Error('the bucket returned other bytes')
      } catch (error) {
        throw s3Error(error)
      }
    },

    async close() {
      client.destroy()
      signer.destroy()
    },
  }
}

/** Where the server has a bucket: in its host name or in the path, as it is configured. Asks no server. */
async function originOf(signing: S3ClientConfig, Bucket: string): Promise<string> {
  // The origin does not depend on who signs, and a role may have to be asked for its keys.
  const client = new S3Client({ ...signing, credentials: { accessKeyId: 'none', secretAccessKey: 'none' } })
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'any' }))
  client.destroy()
  return new URL(url).origin
}

function bodyOf(source: ArtifactSource, spooled: Spooled | null): string | Uint8Array | Readable {
  if (spooled !== null) return createReadStream(spooled.path)
  if (typeof source === 'string' || source instanceof Uint8Array) return source
  throw new TypeError('a stream is spooled first')
}

function rethrow(error: unknown): never {
  throw s3Error(error)
}
