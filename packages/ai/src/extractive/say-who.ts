import { primarySubtag } from '@async-events/core'

interface Wording {
  one: string
  several: string
}

/** `{who}` are the speakers, `{title}` that of the talk. */
const wordings: ReadonlyMap<string, Wording> = new Map([
  ['en', { one: '{who} speaks about “{title}”.', several: '{who} speak about “{title}”.' }],
  ['de', { one: '{who} spricht über „{title}“.', several: '{who} sprechen über „{title}“.' }],
  ['fr', { one: '{who} parle de « {title} ».', several: '{who} parlent de « {title} ».' }],
  ['es', { one: '{who} habla de «{title}».', several: '{who} hablan de «{title}».' }],
  ['it', { one: '{who} parla di «{title}».', several: '{who} parlano di «{title}».' }],
])

const mostNames = 4

/**
 * Who speaks about what, in one sentence of plain text; null without a speaker, a title or a wording. `role` is what the only speaker
 * says that he is.
 */
export function sayWho(
  speakers: readonly string[],
  title: string,
  language: string,
  role: string | null = null,
): string | null {
  const wording = wordings.get(primarySubtag(language) ?? '')
  if (wording === undefined || speakers.length === 0 || speakers.length > mostNames || title.trim() === '')
    return null
  const names = new Intl.ListFormat(language).format(speakers)
  const who = role === null || speakers.length > 1 ? names : `${names} (${role})`
  const name = title
    .trim()
    .replace(/["“”„«»]/g, "'")
    .replace(/\.$/, '')
  return (speakers.length === 1 ? wording.one : wording.several)
    .replace('{who}', () => who)
    .replace('{title}', () => name)
}
