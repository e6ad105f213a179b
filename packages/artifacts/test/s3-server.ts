import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collect } from './collect.ts'

interface StoredObject {
  body: Buffer
  modified: Date
}

export interface S3TestServer {
  endpoint: string
  objects: Map<string, StoredObject>
  /** Requests seen, such as `PUT` or `POST ?uploads`. */
  seen: string[]
  /** When set, every request that writes is answered with this status. */
  failWrites: { status: number; code: string } | null
  /** A copy of an object onto itself leaves its time, as some servers do. */
  keepsTime: boolean
  close(): Promise<void>
}

/**
 * As much of the S3 protocol as the driver speaks, in memory, path style only: objects (put, get with a range, head,
 * delete, copy; a get also by a presigned address), multipart uploads, listing in pages of three. It wants a signature to be there and does not check
 * it, and knows no versions, no access rules, no checksums and no eventual consistency: what passes here has the
 * right requests, not proven to work with every provider.
 */
export async function startS3Server(): Promise<S3TestServer> {
  const objects = new Map<string, StoredObject>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const state: S3TestServer = {
    endpoint: '',
    objects,
    seen: [],
    failWrites: null,
    keepsTime: false,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://s3')
    const method = request.method ?? 'GET'
    const body = Buffer.concat(await collect(request as AsyncIterable<Buffer>))
    const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent)
    const key = rest.join('/')
    const query = url.searchParams
    state.seen.push(`${method}${query.has('uploads') ? ' ?uploads' : ''}`)

    const fail = (status: number, code: string) =>
      send(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    const isPresigned = method === 'GET' && query.has('X-Amz-Signature')
    if (!isPresigned && !request.headers.authorization?.startsWith('AWS4-HMAC-SHA256'))
      return fail(403, 'AccessDenied')
    if (bucket !== 'bucket') return fail(404, 'NoSuchBucket')
    if (state.failWrites !== null && (method === 'PUT' || method === 'POST')) {
      return fail(state.failWrites.status, state.failWrites.code)
    }
    if (request.headers['content-encoding'] === 'aws-chunked') return fail(501, 'NotImplemented')

    const store = (name: string, bytes: Buffer) => {
      objects.set(name, { body: bytes, modified: new Date() })
      return etagOf(bytes)
    }
    const uploadId = query.get('uploadId')

    if (method === 'POST' && query.has('uploads')) {
      const id = `upload-${uploads.size}`
      uploads.set(id, new Map())
      return send(
        response,
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      )
    }
    if (uploadId !== null) {
      const parts = uploads.get(uploadId)
      if (parts === undefined) return fail(404, 'NoSuchUpload')
      if (method === 'PUT') {
        parts.set(Number(query.get('partNumber')), body)
        response.setHeader('etag', etagOf(body))
        return send(response, 200, '')
      }
      uploads.delete(uploadId)
      if (method === 'DELETE') return send(response, 204, '')
      const whole = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part))
      const etag = store(key, whole)
      return send(
        response,
        200,
        `<CompleteMultipartUploadResult><Key>${escapeXml(key)}</Key><ETag>${etag}</ETag></CompleteMultipartUploadResult>`,
      )
    }
    if (key === '' && query.get('list-type') === '2') {
      const after = query.get('continuation-token') ?? ''
      const names = [...objects.keys()].filter((name) => name.startsWith(query.get('prefix') ?? '')).sort()
      const left = names.filter((name) => name > after)
      const page = left.slice(0, 3)
      const contents = page.map((name) => {
        const { body: bytes, modified } = objects.get(name) as StoredObject
        return `<Contents><Key>${escapeXml(name)}</Key><Size>${bytes.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`
      })
      const more = left.length > page.length
      const next = more
        ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>`
        : ''
      return send(
        response,
        200,
        `<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`,
      )
    }
    if (method === 'PUT') {
      const source = request.headers['x-amz-copy-source']
      if (typeof source === 'string') {
        const name = decodeURIComponent(source).replace(/^\/?bucket\//, '')
        const found = objects.get(name)
        if (found === undefined) return fail(404, 'NoSuchKey')
        if (name === key && request.headers['x-amz-metadata-directive'] !== 'REPLACE') {
          return fail(400, 'InvalidRequest')
        }
        const etag = store(key, found.body)
        if (state.keepsTime && name === key) objects.set(key, found)
        return send(response, 200, `<CopyObjectResult><ETag>${etag}</ETag></CopyObjectResult>`)
      }
      response.setHeader('etag', store(key, body))
      return send(response, 200, '')
    }
    if (method === 'DELETE') {
      objects.delete(key)
      return send(response, 204, '')
    }
    const found = objects.get(key)
    if (found === undefined) return fail(404, 'NoSuchKey')
    response.setHeader('last-modified', found.modified.toUTCString())
    response.setHeader('accept-ranges', 'bytes')
    for (const name of ['content-type', 'content-disposition', 'cache-control']) {
      const wanted = query.get(`response-${name}`)
      if (wanted !== null) response.setHeader(name, wanted)
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    if (range === null) {
      response.setHeader('content-length', found.body.length)
      response.writeHead(200)
      response.end(method === 'HEAD' ? undefined : found.body)
      return
    }
    const start = Number(range[1])
    if (start >= found.body.length) return fail(416, 'InvalidRange')
    const end = Math.min(Number(range[2] || Number.POSITIVE_INFINITY), found.body.length - 1)
    response.setHeader('content-range', `bytes ${start}-${end}/${found.body.length}`)
    response.writeHead(206)
    response.end(found.body.subarray(start, end + 1))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => send(response, 500, String(error)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  state.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, body === '' ? {} : { 'content-type': 'application/xml' })
  response.end(body)
}

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`
const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
