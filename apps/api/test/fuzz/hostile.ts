import fc from 'fast-check'
import type { Json } from './arbitrary-of.ts'

const nested = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

/** Values that are wrong nearly everywhere. */
export const hostileValue: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  ' ',
  'a\0b',
  'a\u202eb',
  '\ud800',
  'a\nb\r\nc',
  '\u001b[31m',
  '$ne',
  '__proto__',
  '../../etc/passwd',
  '{{constructor}}',
  'x'.repeat(3_000),
  '9'.repeat(400),
  '2026-99-99T99:99:99Z',
  'javascript:alert(1)',
  [],
  {},
  [null],
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { constructor: { prototype: { polluted: true } } },
  { toString: null },
  nested(30),
  nested(400),
)

const hostileKey = fc.constantFrom(
  'webhok',
  'status',
  'job_id',
  '_id',
  '$where',
  'a.b',
  'a\0b',
  '__proto__',
  'constructor',
  'toString',
  '',
  '0',
  'x'.repeat(2_000),
)

type Change =
  | { kind: 'replace'; at: number; value: Json }
  | { kind: 'remove'; at: number }
  | { kind: 'add'; at: number; key: string; value: Json }
  | { kind: 'wrap'; at: number }
  | { kind: 'repeat'; at: number; times: number }

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('replace'), at: fc.nat(60), value: hostileValue }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove'), at: fc.nat(60) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('add'), at: fc.nat(60), key: hostileKey, value: hostileValue }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wrap'), at: fc.nat(60) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('repeat'),
      at: fc.nat(60),
      times: fc.constantFrom(2, 60, 2_100),
    }),
  },
) as fc.Arbitrary<Change>

/** A value with one to three places spoiled. */
export const spoiled = (valid: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(valid, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce(apply, value))

function apply(root: Json, { at, ...change }: Change): Json {
  const holder: { root: Json } = { root: structuredClone(root) }
  const places = placesOf(holder)
  const place = places[at % places.length]
  if (!place) return root
  const { parent, key } = place
  const current = parent[key] as Json
  if (change.kind === 'replace') set(parent, key, change.value)
  else if (change.kind === 'wrap') set(parent, key, [current])
  else if (change.kind === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else if (parent === holder) holder.root = null
    else delete parent[key]
  } else if (change.kind === 'repeat') {
    if (Array.isArray(current) && current.length > 0)
      set(
        parent,
        key,
        Array.from({ length: change.times }, (_, index) => current[index % current.length] as Json),
      )
  } else if (typeof current === 'object' && current !== null && !Array.isArray(current))
    set(current, change.key, change.value)
  return holder.root
}

type Parent = Record<string, Json>

/** Every value in a tree, with what holds it. */
function placesOf(holder: { root: Json }): { parent: Parent; key: string }[] {
  const found: { parent: Parent; key: string }[] = []
  const visit = (parent: Parent, key: string, depth: number): void => {
    found.push({ parent, key })
    const value = parent[key]
    if (typeof value !== 'object' || value === null || depth > 8) return
    for (const inner of Object.keys(value)) visit(value as Parent, inner, depth + 1)
  }
  visit(holder as unknown as Parent, 'root', 0)
  return found
}

/** `__proto__` too becomes a key of its own. */
function set(parent: Parent, key: string, value: Json): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

/** How a JSON text is sent otherwise than it should be. */
export const spoiledText: fc.Arbitrary<(text: string) => Buffer> = fc.oneof(
  fc.nat(500).map((at) => (text: string) => Buffer.from(text.slice(0, at % (text.length + 1)))),
  fc.constantFrom(
    (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])]),
    (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    (text: string) => Buffer.from(text, 'utf16le'),
    (text: string) => Buffer.from(`${text}${text}`),
    (text: string) => Buffer.from(`[${text}]`),
    (text: string) => Buffer.from(text.replace('{', '{"__proto__":{"polluted":true},')),
    (text: string) => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from('null'),
    () => Buffer.from('"text"'),
    () => Buffer.from('NaN'),
    () => Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    () => Buffer.from(`{"parameters":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`),
    () => Buffer.alloc(0),
  ),
)

export const wrongType: fc.Arbitrary<string> = fc.constantFrom(
  'text/plain',
  'text/html; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/json, text/plain',
  'application/merge-patch+json',
  'nonsense',
  '/',
  ';',
  'a'.repeat(3_000),
)

/** Values of a query, a header or a segment of a path, percent-encoded where they must be. */
export const hostileText: fc.Arbitrary<string> = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '1.5',
  '0x10',
  '٣',
  '99999999999999999999',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '$ne',
  '{"$ne":null}',
  '__proto__',
  'a, b',
  'a\u202eb',
  'ünï',
  '..',
  '../../etc/passwd',
  '%',
  'x'.repeat(300),
  'x'.repeat(5_000),
  'WzEsMl0',
  Buffer.from('[1e20,"x"]').toString('base64url'),
  Buffer.from('[8640000000000001,"x"]').toString('base64url'),
  Buffer.from('[1,{"$gt":""}]').toString('base64url'),
  Buffer.from('[1700000000000,"job-x"]').toString('base64url'),
  Buffer.from('[-1,"__proto__"]').toString('base64url'),
)

/** Pieces that are put into a URL as they are. */
export const rawPiece: fc.Arbitrary<string> = fc.constantFrom(
  '%zz',
  '%ff',
  '%00',
  '%2e%2e%2f%2e%2e%2fetc',
  '%c0%ae%c0%ae',
  '%0d%0aX-Injected:1',
  '%ed%a0%80',
  '..;',
  '%252e%252e',
)
