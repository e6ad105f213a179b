import { primarySubtag } from '@async-events/core'

/** Words of a language that stand for who speaks, who listens, or what was named before; each expression finds all of them. */
export interface PersonWords {
  speaker: RegExp
  speakers: RegExp
  listeners: RegExp
  /** Pronouns of the third person. */
  others: RegExp
  /** Demonstratives, and adverbs and particles that point at what was said. */
  pointing: RegExp
}

const all = (expression: string, flags = 'giu'): RegExp =>
  new RegExp(`(?<![\\p{L}'])(?:${expression})(?![\\p{L}])`, flags)

const words: Readonly<Record<string, PersonWords>> = {
  en: {
    speaker: all("i|me|my|mine|myself|i'(?:m|ve|ll|d)"),
    speakers: all("we|us|our|ours|we'(?:re|ve|ll|d)"),
    listeners: all("you|your|yours|you'(?:re|ll|ve|d)"),
    others: all(
      "it|its|he|him|his|she|her|hers|they|them|their|theirs|it'(?:s|ll|d)|they'(?:re|d|ll|ve)|s?he'(?:s|d|ll)",
    ),
    pointing: all(
      "this|that|these|those|there|that's|here|then|such|so|other|another|same|both|ones?|also|too|still|else|instead|again",
    ),
  },
  de: {
    speaker: all('ich|mich|mir|mein\\p{L}*'),
    speakers: all('wir|uns|unser\\p{L}*'),
    // With a capital, "Sie" is who listens
    listeners: all('ihr|euch|euer|eure\\p{L}*|du|dich|dir|Sie|Ihnen|Ihr\\p{L}*', 'gu'),
    others: all('er|sie|es|ihn|ihm|ihr\\p{L}*|sein\\p{L}{0,2}|ihnen|dessen|deren', 'gu'),
    pointing: all(
      'das|dies\\p{L}*|jene\\p{L}*|solche\\p{L}*|da|dort|dann|dabei|damit|davon|darauf|dafür|daran|darin|dazu|darüber|danach|davor|deshalb|deswegen|darum|also|ja|halt|eben|auch|noch|wieder|andere\\p{L}*|beide\\p{L}*|so|hier|nämlich|stattdessen|aber|doch',
    ),
  },
  fr: {
    speaker: all("je|j'|me|m'|moi|mon|ma|mes"),
    speakers: all('nous|on|notre|nos'),
    listeners: all('vous|votre|vos|tu|te|ton|ta|tes'),
    others: all('il|elle|ils|elles|lui|leur|leurs|son|sa|ses|eux|en|y'),
    pointing: all(
      "ça|cela|ceci|ce|cet|cette|ces|c'|là|donc|alors|puis|aussi|autre|autres|même|dessus|dedans|celui|celle|ceux|ici|encore|mais",
    ),
  },
  es: {
    speaker: all('yo|me|mi|mis|mí'),
    speakers: all('nosotr[oa]s|nos|nuestr[oa]s?|\\p{L}+mos'),
    listeners: all('ustedes|usted|vosotr[oa]s|os|vuestr[oa]s?|tú|te|tu'),
    others: all('él|ella|ellos|ellas|su|sus|le|les'),
    pointing: all(
      'est[eao]s?|es[eao]s?|aquel\\p{L}*|ahí|allí|así|entonces|también|otr[oa]s?|mism[oa]s?|pues|aquí|luego|pero',
    ),
  },
  it: {
    speaker: all('io|mi|mio|mia|miei|mie|me'),
    speakers: all('noi|ci|nostr[oaie]|\\p{L}+iamo'),
    listeners: all('voi|vi|vostr[oaie]|tu|ti|tuo|tua'),
    others: all('lui|lei|loro|esso|essa|essi|suo|sua|suoi|sue|ne|gli'),
    pointing: all(
      'quest[oaie]|quell[oaie]|quel|ciò|così|allora|quindi|anche|altr[oaie]|stess[oaie]|poi|lì|là|qui|ecco|però|ma',
    ),
  },
}

/** Null for a language without them. */
export const personWordsOf = (language: string): PersonWords | null =>
  words[primarySubtag(language) ?? ''] ?? null
