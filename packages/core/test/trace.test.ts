/** W3C Trace Context, level 1: cases of its test suite, and what it says of versions and of what cannot be read. */
import { describe, expect, it } from 'vitest'
import { readTrace, traceHeaders, traceIdOf } from '../src/domain/trace.ts'

const id = '12345678901234567890123456789012'
const parent = '1234567890123456'
const given = `00-${id}-${parent}-01`

describe('traceparent', () => {
  it.each([
    ['sampled', given, given],
    ['not sampled', `00-${id}-${parent}-00`, `00-${id}-${parent}-00`],
    ['with blanks around it', ` ${given}\t`, given],
    ['of a later version', `cc-${id}-${parent}-01`, given],
    ['of a later version with more', `cc-${id}-${parent}-01-what-the-future-will-be-like`, given],
    ['of a later version with further flags', `cc-${id}-${parent}-0b`, given],
  ])('%s is passed on', (_what, header, sent) => {
    const trace = readTrace(header, undefined)
    expect(traceHeaders(trace)).toEqual({ traceparent: sent })
    expect(traceIdOf(trace)).toBe(id)
  })

  it.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['two of them', `${given}, ${given}`],
    ['the invalid version', `ff-${id}-${parent}-01`],
    ['version 00 with more', `${given}-what-the-future-will-be-like`],
    ['version 00 with a hyphen more', `${given}-`],
    ['a later version with more, but no hyphen', `cc-${id}-${parent}-01.what`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${parent}-01`],
    ['a parent id of zeros', `00-${id}-${'0'.repeat(16)}-01`],
    ['upper case', `00-${'A'.repeat(32)}-${parent}-01`],
    ['a short trace id', `00-${id.slice(1)}-${parent}-01`],
    ['a long parent id', `00-${id}-${parent}1-01`],
    ['flags that are no number', `00-${id}-${parent}-0x`],
    ['a line break', `00-${id}-${parent}-01\r\nX-A: 1`],
  ])('%s is no trace', (_what, header) => {
    expect(readTrace(header, 'foo=1')).toBeNull()
    expect(traceHeaders(null)).toEqual({})
  })
})

describe('tracestate', () => {
  const stateOf = (state: string | undefined) => readTrace(given, state)?.state
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `bar${index}=${index}`).join(',')

  it.each([
    ['foo=1', 'foo=1'],
    ['foo=1,bar=2', 'foo=1,bar=2'],
    [' foo=1 ,\tbar=2,, ', 'foo=1,bar=2'],
    ['fw529a3039@dt=FfAAQ,a-b/c*d_e=x y', 'fw529a3039@dt=FfAAQ,a-b/c*d_e=x y'],
    [many(32), many(32)],
    [`a=${'x'.repeat(256)}`, `a=${'x'.repeat(256)}`],
  ])('%s is passed on', (header, sent) => expect(stateOf(header)).toBe(sent))

  it.each([
    undefined,
    '',
    ' , ',
    'foo',
    'foo=',
    'foo =1',
    'FOO=1',
    'foo=1=2',
    'foo=ü',
    'foo=a\nb=1',
    many(33),
    `a=${'x'.repeat(256)},b=${'x'.repeat(256)}`,
  ])('%j is left out, and the trace goes on', (header) => {
    expect(readTrace(given, header)).toEqual({ parent: given, state: null })
  })
})
