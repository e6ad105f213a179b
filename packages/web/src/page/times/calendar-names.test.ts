import { describe, expect, test } from 'vitest'
import { monthNamed, weekdayNamed } from './calendar-names.ts'
import { tokensOf } from './tokens.ts'

describe.each(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'])('names in %s', (language) => {
  test.each(['long', 'short'] as const)('%s ones of Intl are known', (style) => {
    const month = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: style })
    for (let index = 0; index < 12; index++) {
      const parts = month.formatToParts(Date.UTC(2026, index, 14))
      const name = parts.find(({ type }) => type === 'month')?.value ?? ''
      expect({ name, month: monthNamed(tokensOf(name)[0])?.month }).toEqual({ name, month: index + 1 })
    }
    const weekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: style })
    for (let index = 0; index < 7; index++) {
      const name = weekday.format(Date.UTC(2026, 8, 13 + index))
      expect({ name, weekday: weekdayNamed(tokensOf(name)[0])?.weekday }).toEqual({ name, weekday: index })
    }
  })
})
