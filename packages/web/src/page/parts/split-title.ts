import type { PageElement } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { comparable } from './session-title.ts'
import { clockTime } from './times-in-text.ts'

export interface SplitTitle {
  title: string
  /** `09:40–10:20`, or null. */
  time: string | null
  /** What else the heading says, such as speakers. */
  rest: string
}

/** A heading with the time or more around the title: `09:40 Reed beds (slides)`. Null when there is nothing around it. */
export function splitTitle(heading: PageElement, session: string | null): SplitTitle | null {
  const text = (textWithin(heading, 600) ?? '').replace(/\s*[¶#§]\s*$/, '')
  const leading =
    /^((?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*(?:[ap]\.?m\.?|uhr))?(?:\s*(?:-|–|—|to|bis)\s*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*(?:[ap]\.?m\.?|uhr))?)?)\s*[:|·–—-]?\s+(\S.*)$/i.exec(
      text,
    )
  const time = leading?.[1] ?? null
  const after = leading?.[2] ?? text
  const wanted = session?.replace(/\s+/g, ' ').trim() ?? ''
  const at = wanted === '' ? -1 : after.toLowerCase().indexOf(wanted.toLowerCase())
  if (at === -1 || comparable(after) === comparable(wanted))
    return time !== null && clockTime.test(time) ? { title: after, time, rest: '' } : null
  const rest = `${after.slice(0, at)} ${after.slice(at + wanted.length)}`
  return {
    title: after.slice(at, at + wanted.length),
    time,
    rest: rest.replace(/\s+/g, ' ').replace(/^[\s:|·–—,-]+|[\s:|·–—,-]+$/g, ''),
  }
}
