/** Against a real S3-compatible server: `npm run test:s3` starts it. */
import { createHash, randomBytes } from 'node:crypto'
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeArtifactStore } from './artifact-store-compliance.ts'
import { collect } from './collect.ts'
import { type GatewayStore, openGatewayStore } from './s3-gateway.ts'

describeArtifactStore('S3, versitygw', () => openGatewayStore())
describeArtifactStore('S3, versitygw, without a prefix', () => openGatewayStore(''))

describe('S3, versitygw', () => {
  let gateway: GatewayStore
  beforeAll(async () => {
    gateway = await openGatewayStore('', '10m')
  })
  afterAll(() => gateway?.close())
  const object = (key: string) => ({ Bucket: gateway.bucket, Key: key })
  const readAll = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await collect(stream))

  it('sends a large object in parts, leaves none behind, and reads any range of it', async () => {
    const bytes = randomBytes(20 << 20)
    const { key, sha256 } = await gateway.store.put('u:Anna', bytes)
    const { client, bucket: Bucket } = gateway
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
    expect(Contents.map(({ Key, Size }) => [Key, Size])).toEqual([[`u_3a_41nna/sha256/${sha256}`, 20 << 20]])
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
    expect(Uploads).toEqual([])
    // Of an object that came in parts the tag ends with their number.
    const { ETag } = await client.send(new HeadObjectCommand(object(`u_3a_41nna/sha256/${sha256}`)))
    expect(ETag).toMatch(/-3"$/)
    for (const [start, end] of [
      [0, 0],
      [(8 << 20) - 1, 8 << 20],
      [(20 << 20) - 5, 20 << 20],
    ] as const)
      expect(await readAll(await gateway.store.open(key, { start, end }))).toEqual(
        bytes.subarray(start, end + 1),
      )
  })

  it('two that put the same at once store it once, whole', async () => {
    const bytes = randomBytes(9 << 20)
    const put = () => gateway.store.put('public', bytes)
    const [first, second] = await Promise.all([put(), put(), put()])
    expect(first).toEqual(second)
    expect((await readAll(await gateway.store.open(first.key))).equals(bytes)).toBe(true)
  })

  it('an object that the reader has is not sent again', async () => {
    const { sha256 } = await gateway.store.put('public', 'conditional')
    const name = `public/sha256/${sha256}`
    const { ETag } = await gateway.client.send(new HeadObjectCommand(object(name)))
    const unchanged = gateway.client.send(new GetObjectCommand({ ...object(name), IfNoneMatch: ETag }))
    await expect(unchanged).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } })
  })

  it('a presigned address gives the bytes as they are to be shown, to who has it, and ranges of them', async () => {
    const { key } = await gateway.store.put('public', '# Straße')
    const url = await gateway.store.link?.(key, {
      type: 'text/markdown; charset=utf-8',
      disposition: `attachment; filename="talk.md"; filename*=UTF-8''Stra%C3%9Fe.md`,
    })
    expect(url).toMatch(/X-Amz-Expires=600/)
    const answer = await fetch(`${url}`)
    expect([answer.status, await answer.text()]).toEqual([200, '# Straße'])
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''Stra%C3%9Fe.md")
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    const part = await fetch(`${url}`, { headers: { range: 'bytes=2-4' } })
    expect([part.status, await part.text()]).toEqual([206, 'Str'])
    const other = new URL(`${url}`)
    other.searchParams.set('response-content-type', 'text/html')
    expect((await fetch(other)).status).toBe(403)
    const forged = new URL(`${url}`)
    forged.pathname = forged.pathname.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect((await fetch(forged)).status).toBe(403)
  })

  it('is not signed without the option', async () => {
    const plain = await openGatewayStore()
    expect(plain.store.link).toBeUndefined()
    await plain.close()
  })
})
