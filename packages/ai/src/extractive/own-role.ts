import { primarySubtag } from '@async-events/core'

/** Who a speaker is, in his own words: a noun with what belongs to it, up to a comma or the next clause. */
const roles: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    /(?<!\p{L})I(?:'m| am|'ve been| have been) ((?:an? |the |one of the )?(?:\p{L}+ ){0,3}?(?:director|head|professor|lecturer|chair|president|founder|co-founder|maintainers?|engineer|developer|doctor|nurse|midwife|teacher|librarian|architect|researcher|scientist|biologist|ecologist|physicist|chemist|historian|journalist|lawyer|designer|manager|consultant|farmer|forester|planner|mechanic|technician|surgeon|pharmacist|economist|student|editor|analyst|programmer|administrator|curator|conservator|hydrologist|geologist|psychologist|statistician|carpenter|electrician|\p{L}{4,}(?:ologist|ician|ographer))(?: (?:of|at|for|in|with|on) [^,.;:!?()]{3,60}?)?)(?=[,.;]| and | who | for (?:about |almost |nearly )?\p{L}+ years| since )/u,
  ],
  [
    'de',
    /(?<!\p{L})(?:[Ii]ch bin|bin ich) ((?:die |der |eine? )?(?:\p{Ll}+ )?\p{Lu}\p{Ll}{5,}(?: (?:am|an|bei|beim|im|in|für|der|des|von|vom) [^,.;:!?()]{3,60}?)?)(?=[,.;]| und )/u,
  ],
  [
    'fr',
    /(?<!\p{L})[Jj]e suis ((?:l'|la |le |une? )?\p{Ll}{5,}(?: \p{Ll}+)?(?<!é|ée|content|contente|heureux|heureuse|ravi|ravie|désolé|sûr|sûre) (?:à|au|aux|du|de|des|chez|pour|dans) [^,.;:!?()]{3,60}?)(?=[,.;]| et )/u,
  ],
  [
    'es',
    /(?<!\p{L})(?<!no )(?<!No )[Ss]oy ((?:la |el |una? )?\p{Ll}{5,}(?: \p{Ll}{4,})?(?:(?: \p{Ll}{4,})? (?:en|del?|de la) [^,.;:!?()]{3,60}?)?)(?=[,.;]| y )/u,
  ],
  [
    'it',
    /(?<!\p{L})(?:[Ii]o sono|e sono|, sono) ((?:il |la |l'|una? |un')?\p{Ll}{5,}(?: \p{Ll}{4,})? (?:di|del|della|dell'|in|al|alla|per) ?[^,.;:!?()]{3,60}?)(?=[,.;]| e )/u,
  ],
])

/** What somebody says that he is not, or not here, or somebody else is. */
const denied =
  /(?<!\p{L})(?:not|no longer|never|only|actually|originally|nicht|eigentlich|ursprünglich|kein\p{L}*|nur|pas|plus|à l'origine|no|non|en realidad|in realtà|my|mein\p{L}*|mon|ma|mi|mio|mia)(?!\p{L})/iu

/** Of a talk, where speakers say who they are. */
const opening = 0.15
const longest = 90

/** What the only speaker says that he is, and the sentence in which he does; null where nobody says so. */
export function ownRole(
  speech: readonly { text: string; place: number }[],
  speaker: string,
  language: string,
): { role: string; place: number } | null {
  const rule = roles.get(primarySubtag(language) ?? '')
  if (rule === undefined) return null
  const names = new Set(speaker.toLowerCase().split(/\s+/))
  for (const { text, place } of speech.slice(0, Math.max(3, Math.ceil(opening * speech.length)))) {
    const said = text.replace(/[’ʼ]/g, "'")
    for (const [, found] of said.matchAll(new RegExp(rule, 'gu'))) {
      const role = found?.trim() ?? ''
      const isName = role.split(' ').some((word) => names.has(word.toLowerCase()))
      if (role !== '' && role.length <= longest && !isName && !denied.test(role)) return { role, place }
    }
  }
  return null
}
