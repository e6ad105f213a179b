import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRobots, productToken } from './robots-rules.ts'

const allows = (text: string, target: string, product = 'async-events'): boolean =>
  parseRobots(text, product).allows(target)
const lines = (...all: string[]): string => all.join('\n')

it.each([
  ['async-events/0.1 (+https://a.example)', 'async-events'],
  ['Async_Events', 'async_events'],
  ['*', '*'],
  ['* # all', '*'],
  ['Mozilla/5.0 (compatible)', 'mozilla'],
  ['1bot', ''],
  ['', ''],
])('the product of %j is %j', (agent, product) => expect(productToken(agent)).toBe(product))

describe('groups', () => {
  const text = lines(
    'User-agent: *',
    'Disallow: /all',
    'user-agent: other',
    'USER-AGENT : Async-Events/9.9',
    'Sitemap: https://a.example/map.xml',
    'Disallow: /own # not this',
    '',
    'Crawl-delay: 10',
    'Disallow: /more',
    'User-agent: third',
    'Disallow: /',
    'User-agent: async-events',
    'Disallow: /again',
  )

  it.each([
    ['/all', true],
    ['/own', false],
    ['/owner', false],
    ['/more', false],
    ['/again', false],
    ['/', true],
    ['/robots.txt', true],
  ])('all that name the product count, and no other: %s', (target, expected) =>
    expect(allows(text, target)).toBe(expected),
  )

  it('who is not named falls under *, and without it may everything', () => {
    expect(allows(text, '/all', 'fourth')).toBe(false)
    expect(allows(text, '/own', 'fourth')).toBe(true)
    expect(allows(text, '/again', 'other')).toBe(true)
    expect(allows('User-agent: third\nDisallow: /', '/x')).toBe(true)
  })

  it('a group of its own without a rule frees the product of *', () => {
    expect(allows(lines('User-agent: *', 'Disallow: /', '', 'User-agent: async-events'), '/x')).toBe(true)
    expect(
      allows(lines('User-agent: async-events', 'Disallow:', '', 'User-agent: *', 'Disallow: /'), '/x'),
    ).toBe(true)
  })

  it('neighbouring agents share one group', () => {
    const shared = lines('User-agent: async-events', '', '# and', 'User-agent: *', 'Disallow: /x')
    expect(allows(shared, '/x')).toBe(false)
    expect(allows(shared, '/x', 'fourth')).toBe(false)
  })

  it.each([
    '',
    '\ufeffUser-agent: *\nDisallow:',
    'Disallow: /',
    '<html>not found</html>',
    'User-agent\nDisallow /',
  ])('%j forbids nothing', (text) => expect(allows(text, '/x')).toBe(true))

  it.each(['\r', '\n', '\r\n'])('lines end with %j, and the file may begin with a byte order mark', (end) =>
    expect(allows(`\ufeffUser-agent: *${end}Disallow: /x${end}`, '/x')).toBe(false),
  )
})

describe('patterns', () => {
  // [pattern of a disallow, target, forbidden]
  it.each([
    ['/fish', '/fish', true],
    ['/fish', '/fish.html', true],
    ['/fish', '/Fish', false],
    ['/fish', '/catfish', false],
    ['/fish*', '/fish/salmon', true],
    ['/fish/', '/fish', false],
    ['/*.php', '/folder/any.php.file?a', true],
    ['/*.php', '/windows.PHP', false],
    ['/*.php$', '/folder/filename.php', true],
    ['/*.php$', '/filename.php?a', false],
    ['/fish*.php', '/fishheads/catfish.php?a', true],
    ['/fish$', '/fish', true],
    ['/fish$', '/fish/', false],
    ['/a$b', '/a%24b', true],
    ['/a$b', '/a$b', true],
    ['/a$b', '/a', false],
    ['/a*a$', '/aa', true],
    ['/a*a$', '/a', false],
    ['/*ab*ab$', '/abab', true],
    ['/*ab*ab$', '/ab', false],
    ['*', '/x', true],
    ['$', '/', false],
    ['/$', '/', true],
    ['/$', '/x', false],
    ['x', '/x', false],
    ['/%2A', '/*', true],
    ['/a%3cd', '/a%3Cd', true],
    ['/%61bc', '/abc', true],
    ['/bar/ツ', '/bar/%E3%83%84', true],
    ['/bar/%E3%83%84', '/bar/%E3%83%84', true],
    ['/a?b=c', '/a?b=c&d', true],
  ])('%s and %s', (pattern, target, forbidden) => {
    expect(allows(`User-agent: *\nDisallow: ${pattern}`, target)).toBe(!forbidden)
  })

  it('the longest decides, and of two as long the one that allows', () => {
    const text = lines(
      'User-agent: *',
      'Disallow: /a',
      'Allow: /a/b',
      'Disallow: /a/b/*.zip',
      'Allow: /same',
      'Disallow: /same',
    )
    const forbidden = ['/a', '/a/c', '/a/b/x.zip']
    const free = ['/a/b', '/a/b/x', '/same', '/']
    expect([...forbidden, ...free].filter((target) => !allows(text, target))).toEqual(forbidden)
    expect(allows(lines('User-agent: *', 'Disallow: /same', 'Allow: /same'), '/same')).toBe(true)
  })
})

it('agrees with a matcher by regular expressions', () => {
  const piece = fc.constantFrom('a', 'b', '/', '*', 'ab')
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }),
      fc.boolean(),
      fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 }),
      (pieces, isWhole, letters) => {
        const pattern = `/${pieces.join('')}`
        const target = `/${letters.join('')}`
        const expression = new RegExp(`^${pattern.split('*').map(literal).join('.*')}${isWhole ? '$' : ''}`)
        return (
          allows(`User-agent: *\nDisallow: ${pattern}${isWhole ? '$' : ''}`, target) ===
          !expression.test(target)
        )
      },
    ),
    { numRuns: 5_000, seed: 20260613 },
  )
})

describe('files that were made to hurt', () => {
  const target = `/${'a'.repeat(8_000)}`
  const half = 500 * 1024
  it.each([
    ['agents', 'User-agent: x\n'],
    ['short rules', 'Allow:/\n'],
    ['rules that almost match', `Disallow: /*${'a'.repeat(60)}b\n`],
    ['rules of stars', `Disallow: /${'*a'.repeat(60)}b$\n`],
  ])('500 KiB of %s are read and asked in a moment', (_name, line) => {
    const text = `User-agent: *\n${line.repeat(half / line.length)}`
    const began = performance.now()
    const rules = parseRobots(text, 'async-events')
    expect(rules.allows(target)).toBe(true)
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  it('one rule of 500 KiB too', () => {
    const began = performance.now()
    expect(allows(`User-agent: *\nDisallow: /${'*a'.repeat(half / 2)}b`, target)).toBe(true)
    expect(allows(`User-agent: *\nDisallow: /${'%'.repeat(half)}`, target)).toBe(true)
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})
