import { Readable } from 'node:stream'
import { AppError, type ArtifactRef, type ArtifactStore } from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseRange } from './parse-range.ts'
import { wholeContent } from './whole-content.ts'

/**
 * Types that a browser shows as text, picture or sound; everything else (HTML, SVG, XML, scripts) is handed over as
 * bytes to save.
 */
const inlineTypes =
  /^(text\/(markdown|plain|vtt)|image\/(png|jpeg|webp|gif)|(video|audio)\/[a-z0-9.-]+|application\/(json|pdf))$/
/** As a header may hold it; what a source says of itself need not be one. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

/**
 * Streams an object with `Range`, `ETag`, `HEAD`; what is stored may be hostile, so a browser must not guess its type. Where
 * the store gives links, a GET is redirected to one, which holds type and disposition, except for scripts of pages.
 */
export async function sendArtifact(
  request: FastifyRequest,
  reply: FastifyReply,
  artifacts: ArtifactStore,
  ref: ArtifactRef,
  { disposition, filename }: { disposition: 'inline' | 'attachment'; filename: string },
): Promise<FastifyReply> {
  const etag = `"${ref.sha256}"`
  const type = mediaType.test(ref.media_type) ? ref.media_type : 'application/octet-stream'
  const shown = disposition === 'inline' && inlineTypes.test(type) ? 'inline' : 'attachment'
  const as = {
    type: type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    disposition: contentDisposition(shown, filename),
  }
  reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-cache')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .header('content-disposition', as.disposition)
    .type(as.type)
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()

  const condition = request.headers['if-range']
  const rangeHeader = condition === undefined || condition === etag ? request.headers.range : undefined
  const range = parseRange(rangeHeader, ref.bytes)
  if (range === 'unsatisfiable') {
    withoutFile(reply).header('content-range', `bytes */${ref.bytes}`)
    throw new AppError('range_not_satisfiable', `The file has ${ref.bytes} bytes.`)
  }
  // An address is signed for one method.
  if (artifacts.link && request.method === 'GET' && !isOfScript(request)) {
    const location = await artifacts.link(ref.key, as)
    return withoutFile(reply).removeHeader('content-type').code(307).header('location', location).send()
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${ref.bytes}`)
  const bytes = range ? range.end - range.start + 1 : ref.bytes
  reply.header('content-length', bytes)
  // An empty stream leaves the length as it was set.
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  const content = await artifacts.open(ref.key, range ?? undefined).catch((error: unknown) => {
    withoutFile(reply)
    throw error
  })
  return reply.send(wholeContent(content, bytes))
}

/**
 * Whether a script of a page asks (Fetch Metadata). It could read the store's answer only by CORS rules of the bucket, and its
 * browser would hand on the caller's headers; pictures, players and links need none and are told by another mode.
 */
const isOfScript = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-mode'] === 'cors'

/** What follows is an error, and says nothing of the file that it is instead of. */
function withoutFile(reply: FastifyReply): FastifyReply {
  for (const name of ['etag', 'accept-ranges', 'content-range', 'content-disposition', 'content-length'])
    reply.removeHeader(name)
  return reply.header('cache-control', 'no-store')
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

/** RFC 6266: a plain form for old clients, the true name in RFC 8187 form. */
export function contentDisposition(kind: 'inline' | 'attachment', filename: string): string {
  const plain =
    filename
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%]/g, '_')
      .trim() || 'download'
  const exact = encodeURIComponent(filename).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`
}
