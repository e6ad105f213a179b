import { describe, expect, test } from 'vitest'
import { whenCases } from '../../../test/when-cases.ts'
import { readWhen } from './read-when.ts'

const nothing = {
  date: null,
  lastDate: null,
  weekday: null,
  start: null,
  end: null,
  zone: null,
  duration: null,
}

describe.each(Object.entries(whenCases))('%s', (_kind, cases) => {
  test.each(cases)('%s', (text, states, reference) => {
    const { spans: _spans, ...when } = readWhen(text, reference)
    expect(when).toEqual({ ...nothing, ...states })
  })
})
