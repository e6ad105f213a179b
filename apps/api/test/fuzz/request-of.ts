import fc from 'fast-check'
import type { Document, Operation, Parameter } from '../conforms.ts'
import { arbitraryOf, type Json, type Known } from './arbitrary-of.ts'
import { hostileText, rawPiece, spoiled, spoiledText, wrongType } from './hostile.ts'

/** Something that exists, by its role, or text that is put into the path. */
export type Target = { is: 'ended' | 'live' | 'unknown' } | { text: string } | { raw: string }

/** A request before it is known which job it is about. */
export interface Planned {
  targets: Record<string, Target>
  query: [name: string, value: string][]
  /** Put behind the query as it is. */
  rawQuery: string
  headers: Record<string, string | string[]>
  body: { json: Json } | { bytes: Buffer; type: string } | null
}

const urls = fc.constantFrom(
  'https://talks.example.org/1',
  'https://talks.example.org/a%20b?c=d&e=%C3%BC#f',
  'http://xn--bcher-kva.example.com/',
)
/** What the document cannot say: which texts are URLs that may be asked for, which templates there are. */
export function knownValues(receiver: string, uploadId: string): Known {
  return {
    url: urls,
    video_url: urls,
    captions_url: urls,
    attachments_url: urls,
    speakers_url: urls,
    speakers_image_url: urls,
    schedule_url: fc.constant(receiver),
    upload_id: fc.constant(uploadId),
    template: fc.constantFrom('Session', 'Session_en', 'Session_de'),
    from_step: fc.constantFrom('scrape', 'transform', 'archive'),
    user_id: fc.constant('ann'),
    secret: fc.constant(`whsec_${Buffer.alloc(32, 5).toString('base64')}`),
    batch_id: fc.uuid().map((id) => `fuzz-${id}`),
    headers: fc.constantFrom<Json[]>({}, { 'X-Team': 'wetlands' }, { Authorization: 'Bearer x' }),
  }
}

const cursor = fc.constant(Buffer.from('[1700000000000,"job-x"]').toString('base64url'))

const query = (parameters: Parameter[], document: Document) => {
  const of = (parameter: Parameter) =>
    arbitraryOf(document, parameter.schema, { cursor, base_url: urls }, parameter.name).map(
      (value) => [parameter.name, String(value)] as [string, string],
    )
  return (
    fc
      .subarray(parameters.filter(({ required }) => required !== true))
      .chain((some) =>
        fc.tuple(...[...parameters.filter(({ required }) => required === true), ...some].map(of)),
      )
      // The two ways of paging exclude each other, and this cursor is of a list in the usual order.
      .map((pairs) =>
        pairs.some(([name]) => name === 'cursor')
          ? pairs.filter(([name, value]) => name !== 'skip' && value !== 'created_at')
          : pairs,
      )
  )
}

const contentOf = ({ requestBody }: Operation): string | undefined =>
  Object.keys(requestBody?.content ?? {})[0]

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Target>({ is: 'ended' }, { is: 'live' }) },
  { weight: 1, arbitrary: fc.constant<Target>({ is: 'unknown' }) },
)

/** A request as the document allows it. */
export function validRequest(document: Document, operation: Operation, known: Known): fc.Arbitrary<Planned> {
  const { parameters = [], requestBody } = operation
  const places = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place)
  const headers = places('header')
  const type = contentOf(operation)
  const schema = type === undefined ? undefined : requestBody?.content[type]?.schema
  const json = schema && arbitraryOf(document, schema, known).map((value) => ({ json: value }))
  const body: fc.Arbitrary<Planned['body']> =
    type === 'multipart/form-data'
      ? multipart
      : type === 'text/vtt'
        ? captions
        : json === undefined
          ? fc.constant(null)
          : requestBody?.required
            ? json
            : fc.option(json, { freq: 3 })
  return fc.record({
    targets: fc.record(Object.fromEntries(places('path').map(({ name }) => [name, target]))),
    query: query(places('query'), document),
    rawQuery: fc.constant(''),
    headers: fc.record(
      Object.fromEntries(
        headers.map(({ name, schema: wanted }) => [name, validHeader(document, name, wanted)]),
      ),
      { requiredKeys: [] },
    ),
    body,
  }) as fc.Arbitrary<Planned>
}

function validHeader(document: Document, name: string, schema: Parameter['schema']): fc.Arbitrary<string> {
  if (name === 'x-user-id') return fc.constant('ann')
  if (name === 'idempotency-key') return fc.uuid()
  if (name === 'if-match') return fc.constant('*')
  if (name === 'if-none-match') return fc.constant(`"${'0'.repeat(64)}"`)
  return arbitraryOf(document, schema).map(String)
}

/** A valid one with something wrong in its body, its query, its headers or its path. */
export function mutatedRequest(
  document: Document,
  operation: Operation,
  known: Known,
): fc.Arbitrary<Planned> {
  const valid = validRequest(document, operation, known)
  const { parameters = [], requestBody } = operation
  const type = contentOf(operation)
  const schema = type === 'application/json' ? requestBody?.content[type]?.schema : undefined
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
  const paths = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name)
  const ways: fc.Arbitrary<(given: Planned) => Planned>[] = [
    fc
      .tuple(fc.constantFrom(...names, 'nope', '__proto__', 'limit[$ne]', 'wait', 'sort'), hostileText)
      .map(([name, value]) => (given) => ({ ...given, query: [...given.query, [name, value]] })),
    fc.constant((given) => ({ ...given, query: [...given.query, ...given.query] })),
    rawPiece.map((piece) => (given) => ({ ...given, rawQuery: `x=${piece}` })),
    hostileHeader.map(([name, value]) => (given) => ({
      ...given,
      headers: { ...given.headers, [name]: value },
    })),
  ]
  if (paths.length > 0)
    ways.push(
      fc
        .tuple(
          fc.constantFrom(...paths),
          fc.oneof(
            hostileText.map((text) => ({ text })),
            rawPiece.map((raw) => ({ raw })),
          ),
        )
        .map(([name, at]) => (given) => ({ ...given, targets: { ...given.targets, [name]: at } })),
    )
  if (schema) {
    const json = arbitraryOf(document, schema, known)
    const ofBody: fc.Arbitrary<(given: Planned) => Planned>[] = [
      spoiled(json).map((value) => (given) => ({ ...given, body: { json: value } })),
      fc.tuple(json, spoiledText).map(([value, spoil]) => (given) => ({
        ...given,
        body: { bytes: spoil(JSON.stringify(value)), type: 'application/json' },
      })),
      fc.tuple(json, wrongType).map(([value, type]) => (given) => ({
        ...given,
        body: { bytes: Buffer.from(JSON.stringify(value)), type },
      })),
    ]
    // Most of what can be wrong is in a body.
    for (let times = 0; times < 3; times += 1) ways.push(ofBody[0] as (typeof ways)[number])
    ways.push(...ofBody)
  } else {
    ways.push(
      fc
        .tuple(spoiledText, fc.oneof(wrongType, fc.constant('application/json')))
        .map(([spoil, type]) => (given) => ({
          ...given,
          body: { bytes: spoil('{"a":1}'), type },
        })),
    )
  }
  if (type === 'multipart/form-data')
    ways.push(
      spoiledMultipart.map((body) => (given) => ({ ...given, body })),
      spoiledMultipart.map((body) => (given) => ({ ...given, body })),
    )
  return fc
    .tuple(valid, fc.oneof(...ways), fc.option(fc.oneof(...ways), { freq: 3 }))
    .map(([given, first, second]) => (second ?? ((same) => same))(first(given)))
}

const hostileHeader: fc.Arbitrary<[string, string | string[]]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'x-user-id',
      'idempotency-key',
      'x-use-cache',
      'last-event-id',
      'x-request-id',
      'authorization',
      'range',
      'if-none-match',
      'if-match',
      'content-language',
      'if-range',
      'accept',
      'accept-encoding',
      'x-http-method-override',
    ),
    fc.oneof(
      hostileText,
      fc.constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=99999999999999999-', '*', '"x"'),
    ),
  ),
  fc.tuple(fc.constantFrom('x-user-id', 'idempotency-key', 'range'), fc.constant<string[]>(['a', 'b'])),
)

const boundary = 'fuzz-boundary'
const part = (name: string, filename: string | null, content: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename}"`}\r\n` +
        `${filename === null ? '' : 'Content-Type: application/octet-stream\r\n'}\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
const end = Buffer.from(`--${boundary}--\r\n`)
const form = (...parts: Buffer[]): { bytes: Buffer; type: string } => ({
  bytes: Buffer.concat(parts),
  type: `multipart/form-data; boundary=${boundary}`,
})
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'

/** A form with one file. */
export const multipart = fc
  .tuple(fc.constantFrom('slides.pdf', 'Ünï.pdf'), fc.nat(2_000))
  .map(([name, size]) => form(part('file', name, pdf + ' '.repeat(size)), end))

/** A transcript that can be read. */
const captions = fc
  .array(fc.stringMatching(/^[a-z&<>:-]{1,40}$/), { minLength: 1, maxLength: 5 })
  .map((lines) => ({
    bytes: Buffer.from(
      `WEBVTT\n\n${lines.map((line, at) => `00:0${at}.000 --> 00:0${at + 1}.000\nsaid: ${line}\n`).join('\n')}`,
    ),
    type: 'text/vtt',
  }))

const spoiledMultipart = fc.oneof(
  fc.constantFrom(
    form(end),
    form(part('file', 'x.pdf', pdf)),
    form(part('file', 'x.pdf', pdf), part('file', 'y.pdf', pdf), end),
    form(part('file', null, 'text'), end),
    form(part('nope', 'x.pdf', pdf), end),
    form(part('file', '', ''), end),
    form(part('__proto__', 'x.pdf', pdf), end),
    form(part('file', '../../etc/passwd', pdf), end),
    form(part('file', `${'x'.repeat(5_000)}.pdf`, pdf), end),
    form(part('file', 'a\0b\u202e.pdf', pdf), end),
    form(part('file', 'x.html', '<script>alert(1)</script>'), end),
    form(...Array.from({ length: 300 }, (_, index) => part(`f${index}`, null, 'x')), end),
    { bytes: Buffer.from(pdf), type: 'multipart/form-data' },
    { bytes: Buffer.from(pdf), type: `multipart/form-data; boundary=${'b'.repeat(500)}` },
  ),
  fc.nat(200).map((at) => {
    const { bytes, type } = form(part('file', 'x.pdf', pdf), end)
    return { bytes: bytes.subarray(0, at), type }
  }),
)
