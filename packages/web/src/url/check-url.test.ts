import { AppError } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkUrl } from './check-url.ts'
import { parseFetchAllow } from './fetch-allow.ts'

function verdict(url: string, allow = ''): string {
  try {
    checkUrl(url, { allow: parseFetchAllow(allow) })
    return 'ok'
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
}

describe('U01: what is no http(s) URL we read', () => {
  test.each([
    ['ftp://example.org/a'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['data:text/html,hi'],
    ['gopher://example.org:70/'],
    ['http://user@example.org/'],
    ['http://user:pass@example.org/'],
    ['http://:pass@example.org/'],
    [`http://example.org/${'a'.repeat(2048)}`],
    [''],
    ['example.org/talk'],
    ['//example.org/talk'],
    ['http://'],
    ['http:///'],
    ['http://exa mple.org/'],
    ['http://example.org:99999/'],
    ['http://exa\nmple.org/'],
    ['ht\ttp://example.org/'],
    ['http://example.org/\u0000'],
    ['http://example..org/'],
    ['http://-example.org/'],
    ['http://1.2.3.4.5/'],
    ['http://256.256.256.256/'],
    ['http://[::1/'],
    ['http://[fe80::1%25eth0]/'],
    [`http://${'a'.repeat(64)}.org/`],
  ])('%j', (url) => expect(verdict(url)).toBe('validation_error'))

  test('one character below the limit is read', () => {
    expect(verdict(`http://example.org/${'a'.repeat(2048 - 19)}`)).toBe('ok')
    expect(verdict(`http://example.org/${'a'.repeat(2048 - 18)}`)).toBe('validation_error')
  })

  test('the detail names the field', () => {
    try {
      checkUrl('ftp://a.org', { path: 'jobs[3].parameters.url' })
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({ details: [{ path: 'jobs[3].parameters.url', code: 'invalid_url' }] })
    }
  })
})

describe('U02: what is visibly not public', () => {
  test.each([
    ['http://127.0.0.1/'],
    ['http://127.1/'],
    ['http://2130706433/'],
    ['http://0x7f000001/'],
    ['http://0X7F.1/'],
    ['http://0177.0.0.1/'],
    ['http://017700000001/'],
    ['http://0x7f.0.0x0.1/'],
    ['http://127.0.0.1./'],
    ['http://１２７.０.０.１/'],
    ['http://①②⑦.⓪.⓪.①/'],
    ['http://127。0。0。1/'],
    ['http://%31%32%37.0.0.1/'],
    ['http:\\\\127.0.0.1\\'],
    ['http:127.0.0.1/'],
    ['http://0/'],
    ['http://0.0.0.0/'],
    ['http://10.1.2.3/'],
    ['http://100.64.0.1/'],
    ['http://100.100.100.200/latest/meta-data'],
    ['http://168.63.129.16/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://0xa9fea9fe/'],
    ['http://172.16.0.1/'],
    ['http://172.31.255.255/'],
    ['http://192.0.0.192/'],
    ['http://192.0.2.1/'],
    ['http://192.168.1.1/'],
    ['http://198.18.0.1/'],
    ['http://203.0.113.7/'],
    ['http://224.0.0.1/'],
    ['http://255.255.255.255/'],
    ['http://[::]/'],
    ['http://[::1]/'],
    ['http://[0:0:0:0:0:0:0:1]/'],
    ['http://[::127.0.0.1]/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['http://[::ffff:7f00:1]/'],
    ['http://[::ffff:8.8.8.8]/'],
    ['http://[64:ff9b::7f00:1]/'],
    ['http://[64:ff9b:1::1]/'],
    ['http://[2002:7f00:1::]/'],
    ['http://[2001:0:7f00:1::]/'],
    ['http://[2001:db8::1]/'],
    ['http://[fd00:ec2::254]/'],
    ['http://[fe80::1]/'],
    ['http://[fec0::1]/'],
    ['http://[ff02::1]/'],
    ['http://[100::1]/'],
    ['http://[3fff::1]/'],
    ['http://localhost/'],
    ['http://LOCALHOST./'],
    ['http://a.localhost/'],
    ['http://printer.local/'],
    ['http://api.default.svc/'],
    ['http://api.default.svc.cluster.local/'],
    ['http://vault.internal/'],
    ['http://metadata.google.internal/'],
    ['http://metadata.goog/'],
    ['http://metadata/'],
    ['http://instance-data/'],
    ['http://router.lan/'],
    ['http://nas.home.arpa/'],
    ['http://intranet/'],
    ['http://ｌｏｃａｌｈｏｓｔ/'],
    ['http://%6cocalhost/'],
  ])('%s', (url) => expect(verdict(url)).toBe('url_not_allowed'))
})

test.each([
  ['http://example.org/'],
  ['https://fosdem.org/2025/schedule/event/fosdem-2025-1234/'],
  ['https://münchen.example/vortrag'],
  ['http://8.8.8.8/'],
  ['http://[2606:4700::1111]/'],
  ['https://example.org:8443/a?b=c#d'],
  ['https://example.org/my talk.pdf'],
  ['https://nohost.invalid/'],
  ['http://172.32.0.1/'],
  ['http://100.128.0.1/'],
  ['http://localhost.example.org/'],
])('%s is read', (url) => expect(verdict(url)).toBe('ok'))

describe('FETCH_ALLOW', () => {
  test.each([
    ['http://localhost:8080/a', 'localhost:8080', 'ok'],
    ['http://localhost:8081/a', 'localhost:8080', 'url_not_allowed'],
    ['https://localhost/a', 'localhost:443', 'ok'],
    ['http://minio:9000/x', 'minio', 'ok'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080', 'ok'],
    ['http://2130706433:8080/', '127.0.0.1:8080', 'ok'],
    ['http://127.0.0.1:8081/', '127.0.0.1:8080', 'url_not_allowed'],
    ['http://10.3.0.1/', ' 10.3.0.0/16 , 192.168.0.0/24:80', 'ok'],
    ['http://192.168.0.9/', '10.3.0.0/16,192.168.0.0/24:80', 'ok'],
    ['https://192.168.0.9/', '10.3.0.0/16,192.168.0.0/24:80', 'url_not_allowed'],
    ['http://10.4.0.1/', '10.3.0.0/16', 'url_not_allowed'],
    ['http://[fd00::5]/', 'fd00::/8', 'ok'],
    ['http://[fd00::5]/', '[fd00::/8]:80', 'ok'],
    ['http://[fd00::5]:81/', '[fd00::/8]:80', 'url_not_allowed'],
    ['http://[::1]:81/', '[::1]:81', 'ok'],
    ['http://[::ffff:127.0.0.1]/', '127.0.0.0/8', 'url_not_allowed'],
    ['http://localhost/', '127.0.0.0/8', 'url_not_allowed'],
  ])('%s with %j: %s', (url, allow, expected) => expect(verdict(url, allow)).toBe(expected))

  test('every bad entry is named at once', () => {
    try {
      parseFetchAllow('good.org, 10.0.0.0/33, bad host, a:99999, [::1, 0x7f.1, 300.1.1.1, x:')
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'validation_error' })
      expect((thrown as AppError).details.map((detail) => detail.message.split('"')[1])).toEqual([
        '10.0.0.0/33',
        'bad host',
        'a:99999',
        '[::1',
        '0x7f.1',
        '300.1.1.1',
        'x:',
      ])
    }
  })
})

/**
 * An oracle that shares nothing with the guard: it never parses a URL, it only knows the number that the URL was
 * written from, and closed space as first and last number.
 */
const v4 = (a: number, b: number, c: number, d: number): bigint => BigInt(((a * 256 + b) * 256 + c) * 256 + d)
const closed4: [bigint, bigint][] = [
  [v4(0, 0, 0, 0), v4(0, 255, 255, 255)],
  [v4(10, 0, 0, 0), v4(10, 255, 255, 255)],
  [v4(100, 64, 0, 0), v4(100, 127, 255, 255)],
  [v4(127, 0, 0, 0), v4(127, 255, 255, 255)],
  [v4(168, 63, 129, 16), v4(168, 63, 129, 16)],
  [v4(169, 254, 0, 0), v4(169, 254, 255, 255)],
  [v4(172, 16, 0, 0), v4(172, 31, 255, 255)],
  [v4(192, 0, 0, 0), v4(192, 0, 0, 255)],
  [v4(192, 0, 2, 0), v4(192, 0, 2, 255)],
  [v4(192, 31, 196, 0), v4(192, 31, 196, 255)],
  [v4(192, 52, 193, 0), v4(192, 52, 193, 255)],
  [v4(192, 88, 99, 0), v4(192, 88, 99, 255)],
  [v4(192, 168, 0, 0), v4(192, 168, 255, 255)],
  [v4(192, 175, 48, 0), v4(192, 175, 48, 255)],
  [v4(198, 18, 0, 0), v4(198, 19, 255, 255)],
  [v4(198, 51, 100, 0), v4(198, 51, 100, 255)],
  [v4(203, 0, 113, 0), v4(203, 0, 113, 255)],
  [v4(224, 0, 0, 0), v4(255, 255, 255, 255)],
]
const high = (top: bigint): bigint => top << 96n
const closed6: [bigint, bigint][] = [
  [0n, high(0x2000_0000n) - 1n],
  [high(0x2001_0000n), high(0x2001_0200n) - 1n],
  [high(0x2001_0db8n), high(0x2001_0db9n) - 1n],
  [high(0x2002_0000n), high(0x2003_0000n) - 1n],
  [0x2620_004f_8000n << 80n, (0x2620_004f_8001n << 80n) - 1n],
  [high(0x3fff_0000n), high(0x3fff_1000n) - 1n],
  [high(0x4000_0000n), (1n << 128n) - 1n],
]

function numberIn(bits: number, closed: [bigint, bigint][]): fc.Arbitrary<bigint> {
  const max = (1n << BigInt(bits)) - 1n
  const edges = closed
    .flatMap(([first, last]) => [first - 1n, first, last, last + 1n])
    .filter((n) => n >= 0n && n <= max)
  return fc.oneof(
    fc.constantFrom(...edges),
    fc.constantFrom(...closed).chain(([first, last]) => fc.bigInt({ min: first, max: last })),
    fc.bigInt({ min: 0n, max }),
  )
}

const digits = (text: string, base: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(base + Number(digit)))

function written4(address: bigint): fc.Arbitrary<string> {
  const bytes = [24n, 16n, 8n, 0n].map((shift) => Number((address >> shift) & 0xffn))
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const groups = [bytes, [a, b, c * 256 + d], [a, (b * 256 + c) * 256 + d], [Number(address)]]
  return fc
    .record({
      group: fc.constantFrom(...groups),
      radixes: fc.array(fc.constantFrom('d', 'o', 'x', 'X'), { minLength: 4, maxLength: 4 }),
      dress: fc.constantFrom(
        (text: string) => text,
        (text: string) => `${text}.`,
        (text: string) => digits(text, 0xff10),
        (text: string) => text.replaceAll('.', '。'),
        (text: string) => text.replace(/\d/g, (digit) => `%3${digit}`),
      ),
    })
    .map(({ group, radixes, dress }) =>
      dress(
        group
          .map((part, index) => {
            const radix = radixes[index]
            if (radix === 'o') return `0${part.toString(8)}`
            return radix === 'd' ? String(part) : `0${radix}${part.toString(16)}`
          })
          .join('.'),
      ),
    )
}

function written6(address: bigint): fc.Arbitrary<string> {
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((address >> BigInt(112 - index * 16)) & 0xffffn),
  )
  const full = groups.map((group) => group.toString(16))
  const tail = `${(groups[6]! >> 8) & 255}.${groups[6]! & 255}.${(groups[7]! >> 8) & 255}.${groups[7]! & 255}`
  const compress = (text: string): string =>
    text.replace(/(?:^|:)0(?::0)+(?=:|$)/, (run) => (run.length > 0 ? '::' : run)).replace(/:{3,}/, '::')
  return fc
    .constantFrom(
      full.join(':'),
      full.map((group) => group.padStart(4, '0')).join(':'),
      full.join(':').toUpperCase(),
      compress(full.join(':')),
      [...full.slice(0, 6), tail].join(':'),
    )
    .map((text) => `[${text}]`)
}

test('agrees with an independent oracle on every notation', () => {
  const cases = Number(process.env.URL_GUARD_CASES ?? 10_000)
  const within = (address: bigint, ranges: [bigint, bigint][]): boolean =>
    ranges.some(([first, last]) => address >= first && address <= last)
  const literal = fc.oneof(
    {
      weight: 3,
      arbitrary: numberIn(32, closed4).chain((n) =>
        written4(n).map((host) => ({ host, open: !within(n, closed4) })),
      ),
    },
    {
      weight: 2,
      arbitrary: numberIn(128, closed6).chain((n) =>
        written6(n).map((host) => ({ host, open: !within(n, closed6) })),
      ),
    },
  )
  const around = fc.record({
    scheme: fc.constantFrom('http://', 'https://', 'HTTP://', 'http:/', 'http:', 'http:\\\\'),
    port: fc.constantFrom('', ':80', ':8080', ':443'),
    path: fc.constantFrom('', '/', '/talk?x=1', '?x=@127.0.0.1', '#a@b'),
  })
  let open = 0
  fc.assert(
    fc.property(literal, around, (address, { scheme, port, path }) => {
      const expected = address.open ? 'ok' : 'url_not_allowed'
      if (address.open) open += 1
      return verdict(`${scheme}${address.host}${port}${path}`) === expected
    }),
    { numRuns: cases, seed: 20260612 },
  )
  // Both verdicts were really tried.
  expect(open).toBeGreaterThan(cases / 10)
  expect(open).toBeLessThan((cases * 9) / 10)
})
