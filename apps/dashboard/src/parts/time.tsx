import type { JSX } from 'preact'
import { useNow } from '../service/use-now.ts'
import { language, words } from '../words/words.ts'
import { formatDuration } from './format-duration.ts'

interface Props {
  /** ISO 8601. */
  at: string
  /** Of the event, such as `Europe/Berlin`; by default the reader's own. */
  zone?: string | undefined
  /** Names the zone, too. */
  withZone?: boolean
}

/** A moment in the reader's language and zone; the whole, with its zone, as a tooltip. */
export function Time({ at, zone, withZone = false }: Props): JSX.Element {
  const date = new Date(at)
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language.value, { ...options, timeZone: zone }).format(date)
  return (
    <time dateTime={at} title={format({ dateStyle: 'full', timeStyle: 'long' })}>
      {format({ dateStyle: 'medium', timeStyle: 'short' })}
      {withZone && ` ${zoneName(date, zone)}`}
    </time>
  )
}

/** `GMT+1`, `CET` */
const zoneName = (date: Date, zone: string | undefined): string =>
  new Intl.DateTimeFormat(language.value, { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

export function Duration({ ms }: { ms: number }): JSX.Element {
  return (
    <time class="number" dateTime={`PT${(ms / 1000).toFixed(3)}S`}>
      {formatDuration(ms, words())}
    </time>
  )
}

/** How long it has been since a moment, counting up. */
export function Since({ at }: { at: string }): JSX.Element {
  return <Duration ms={Math.max(0, useNow() - Date.parse(at))} />
}
