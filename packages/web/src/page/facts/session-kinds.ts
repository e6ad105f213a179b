import { nameKey } from './name-key.ts'

/** Kinds and levels of sessions stand in the same line. */
const kinds = new Set(
  'talk talks keynote workshop tutorial panel lightning talk|lightning talk|long talk|short talk|beginner|intermediate|advanced|novice|all levels|all|in person|online|remote|virtual|hybrid|presentation|session|breakout session|breakout|poster|demo|bof|birds of a feather|lecture|vortrag|general|video|slides|recording|watch|add to calendar|ical|ics|share|tweet|confirmed|accepted|plenary|discussion|conference talk|standard talk|regular talk|live|recorded|english|en|de|fr|edit|back|feedback|favorite|favourite|bookmark|rate|print|login|sold out|free'
    .split('|')
    .flatMap((each) => (each.startsWith('talk ') ? each.split(' ') : [each])),
)

/** `Talk`, `Workshop (90 min)`, `Conference (INTERMEDIATE level)`. */
export const isSessionKind = (text: string): boolean =>
  kinds.has(nameKey(text)) || kinds.has(nameKey(text.replace(/\s*[([].*$/, '')))
