/**
 * U01, U02: the guard against an oracle that shares nothing with it. The oracle never parses a URL: a case begins with
 * a number (an address), a name or a fault, which is then written as a URL in some notation. What must come of it is
 * known from the beginning; closed space is written as first and last number, from the registries of IANA:
 * https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry, …/multicast-addresses.
 */

import { AppError } from '@async-events/core'
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { checkUrl } from './check-url.ts'
import { isPublicAddress } from './public-address.ts'

const cases = 120_000
const seed = 20260612

type Verdict = 'ok' | 'url_not_allowed' | 'validation_error'

function verdict(url: string): string {
  try {
    checkUrl(url)
    return 'ok'
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
}

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
const isOpen = (address: bigint, closed: [bigint, bigint][]): boolean =>
  !closed.some(([first, last]) => address >= first && address <= last)

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

const digits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

/** Ways to dress a host that mean the same to a browser (UTS 46 and percent-decoding). */
const dresses: ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text}.`,
  (text) => text.toUpperCase().replaceAll('0X', '0x'),
  (text) =>
    text.replace(/[!-~]/g, (letter) =>
      letter === '.' ? letter : String.fromCodePoint(letter.charCodeAt(0) + 0xfee0),
    ),
  (text) => text.replaceAll('.', '。'),
  (text) => text.replaceAll('.', '．'),
  (text) => text.replaceAll('.', '｡'),
  (text) => text.replace(/[a-z\d]/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (text) => text.replaceAll('.', '%2e'),
  // Ignored by UTS 46: a soft hyphen and a zero-width space.
  (text) => text.replace('.', '\u00ad.'),
  (text) => text.replace('.', '.\u200b'),
]

function written4(address: bigint): fc.Arbitrary<string> {
  const bytes = [24n, 16n, 8n, 0n].map((shift) => Number((address >> shift) & 0xffn))
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const groups = [bytes, [a, b, c * 256 + d], [a, (b * 256 + c) * 256 + d], [Number(address)]]
  return fc
    .record({
      group: fc.constantFrom(...groups),
      radixes: fc.array(fc.constantFrom('d', 'o', 'x', 'X', '00'), { minLength: 4, maxLength: 4 }),
      dress: fc.constantFrom(
        ...dresses,
        (text: string) => digits(text, 0xff10),
        // Mathematical digits.
        (text: string) => digits(text, 0x1d7ce),
      ),
    })
    .map(({ group, radixes, dress }) =>
      dress(
        group
          .map((part, index) => {
            const radix = radixes[index]
            if (radix === 'o') return `0${part.toString(8)}`
            if (radix === '00') return `000${part.toString(8)}`
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

/** IPv6 addresses that carry an IPv4 one: what is behind them is not for us to find out, so none is open. */
const carriers: [string, (v4: bigint, more: bigint) => bigint][] = [
  ['IPv4-compatible', (n) => n],
  ['IPv4-mapped', (n) => (0xffffn << 32n) | n],
  ['IPv4-translated', (n) => (0xffffn << 48n) | n],
  ['NAT64', (n) => (0x64ff9bn << 96n) | n],
  ['NAT64 of a site', (n, more) => (0x64ff9b0001n << 80n) | ((more & 0xffff_ffffn) << 32n) | n],
  ['6to4', (n, more) => (0x2002n << 112n) | (n << 80n) | (more & ((1n << 80n) - 1n))],
  [
    'Teredo',
    (n, more) => (0x20010000n << 96n) | ((more & 0xffff_ffff_ffff_ffffn) << 32n) | (n ^ 0xffff_ffffn),
  ],
  ['ISATAP on a link', (n) => (0xfe80n << 112n) | (0x5efen << 32n) | n],
]

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?$/)
const publicName = fc
  .record({
    labels: fc.array(label, { minLength: 1, maxLength: 3 }),
    top: fc.constantFrom('org', 'com', 'de', 'io', 'museum', 'events', 'xn--p1ai', 'рф', 'example'),
  })
  // Two hyphens in the third place say what the rest is written in, and most of them say nothing.
  .filter(({ labels }) => labels.every((one) => !/^..--/.test(one)))
  .map(({ labels, top }) => [...labels, top].join('.'))
const localName = fc.oneof(
  fc.constantFrom(
    'localhost',
    'metadata',
    'router',
    'metadata.goog',
    'metadata.tencentyun.com',
    'metadata.packet.net',
  ),
  fc
    .record({
      labels: fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/), { minLength: 1, maxLength: 3 }),
      top: fc.constantFrom(
        'internal',
        'local',
        'localhost',
        'svc',
        'lan',
        'home',
        'corp',
        'intranet',
        'localdomain',
        'arpa',
      ),
    })
    .map(({ labels, top }) => [...labels, top].join('.')),
)
const dressed = (host: string): fc.Arbitrary<string> =>
  fc.constantFrom(...dresses).map((dress) => dress(host))

interface Host {
  text: string
  expected: Verdict
}
const open4 = numberIn(32, closed4)
const host: fc.Arbitrary<Host> = fc.oneof(
  {
    weight: 4,
    arbitrary: open4.chain((n) =>
      written4(n).map((text): Host => ({ text, expected: isOpen(n, closed4) ? 'ok' : 'url_not_allowed' })),
    ),
  },
  {
    weight: 3,
    arbitrary: numberIn(128, closed6).chain((n) =>
      written6(n).map((text): Host => ({ text, expected: isOpen(n, closed6) ? 'ok' : 'url_not_allowed' })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(open4, fc.bigInt({ min: 0n, max: (1n << 80n) - 1n }), fc.constantFrom(...carriers))
      .chain(([n, more, [, carry]]) => written6(carry(n, more)))
      .map((text): Host => ({ text, expected: 'url_not_allowed' })),
  },
  { weight: 2, arbitrary: publicName.chain(dressed).map((text): Host => ({ text, expected: 'ok' })) },
  {
    weight: 2,
    arbitrary: localName.chain(dressed).map((text): Host => ({ text, expected: 'url_not_allowed' })),
  },
)

/** What is written around a host; the verdict stays the host's, or becomes that of the fault. */
const around: fc.Arbitrary<(host: Host) => Host> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        scheme: fc.constantFrom(
          'http://',
          'https://',
          'HTTP://',
          'http:/',
          'http:',
          'http:\\\\',
          'hTTps:///',
          'http://\\',
        ),
        port: fc.constantFrom('', ':', ':80', ':8080', ':443', ':00080', ':65535'),
        path: fc.constantFrom(
          ...[
            '',
            '/',
            '/talk?x=1',
            '?x=@127.0.0.1',
            '#a@b',
            '/@8.8.8.8/',
            '\\@8.8.8.8/',
            '/../..',
            '/%00',
            '#@localhost',
          ],
        ),
      })
      .map(
        ({ scheme, port, path }) =>
          ({ text, expected }: Host): Host => ({ text: `${scheme}${text}${port}${path}`, expected }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<(text: string) => string>(
        (text) => `http://8.8.8.8@${text}/`,
        (text) => `http://example.org:80@${text}/`,
        (text) => `http://@:x@${text}/`,
        (text) => `http://example.org%40@${text}/`,
        (text) => `http://a:b@${text}/`,
        (text) => `http://${text}:65536/`,
        (text) => `http://${text}:-1/`,
        (text) => `http://${text}:80a/`,
        (text) => `http://${text} /`,
        (text) => `http://exa mple.${text}/`,
        (text) => `ht\ttp://${text}/`,
        (text) => `http://\n${text}/`,
        (text) => `http://${text}/\r`,
        (text) => `http://${text}\u0000/`,
        (text) => `http://${text}%00/`,
        (text) => `http://${text}%0a/`,
        (text) => `\u0001http://${text}/`,
        (text) => `${text}`,
        (text) => `//${text}/`,
        (text) => `ftp://${text}/`,
        (text) => `file://${text}/`,
        (text) => `ws://${text}/`,
        (text) => `gopher://${text}/`,
        (text) => `view-source:http://${text}/`,
        (text) => `http://[${text}/`,
        (text) => `http://[fe80::1%25${text}]/`,
        (text) => `http://[::1%${text}]/`,
      )
      .map(
        (write) =>
          ({ text }: Host): Host => ({ text: write(text), expected: 'validation_error' }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(22, 25, 53, 110, 6000, 6379, 6667, 27017).map(
      (port) =>
        ({ text }: Host): Host => ({ text: `http://${text}:${port}/`, expected: 'url_not_allowed' }),
    ),
  },
)

test(`U01, U02: ${cases} URLs in every notation get the verdict that they were made for`, () => {
  const seen: Record<Verdict, number> = { ok: 0, url_not_allowed: 0, validation_error: 0 }
  fc.assert(
    fc.property(host, around, (one, write) => {
      const { text, expected } = write(one)
      seen[expected] += 1
      const found = verdict(text)
      if (found !== expected) throw new Error(`${JSON.stringify(text)} is ${found}, not ${expected}`)
    }),
    { numRuns: cases, seed },
  )
  // All verdicts were really tried.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(cases / 10)
})

test('U02: what ipaddr.js calls anything but unicast is refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        open4.map((n) => [24n, 16n, 8n, 0n].map((shift) => (n >> shift) & 0xffn).join('.')),
        numberIn(128, closed6).map((n) =>
          Array.from({ length: 8 }, (_, at) => ((n >> BigInt(112 - at * 16)) & 0xffffn).toString(16)).join(
            ':',
          ),
        ),
      ),
      (address) => ipaddr.parse(address).range() === 'unicast' || !isPublicAddress(address),
    ),
    { numRuns: 10_000, seed },
  )
})
