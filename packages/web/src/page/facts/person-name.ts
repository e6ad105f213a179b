import { plainText } from './page-facts.ts'

/**
 * A person's name out of a text that the page calls one: also a nickname, one word or small letters.
 * Titles such as `Dr.` stay; affiliations, handles and what stands in brackets go.
 */
export function statedName(text: string): string | null {
  const name = nameAlone(text)
  if (name === null || name.length > 80 || isNoName(name) || name.startsWith('@')) return null
  if (/[<>{}|!?=\\]|https?:|www\.|\d{3}|\.\s+\p{Lu}\p{L}+\s+\p{Ll}/u.test(name)) return null
  const words = name.split(' ')
  if (words.length > 6 || (words.length > 3 && words.filter((word) => /^\p{Ll}/u.test(word)).length > 2))
    return null
  // `Sigrid counts ships` is a sentence; a nickname is small from its first word on.
  const small = words.filter((word) => /^\p{Ll}+$/u.test(word) && !particles.has(word))
  if (small.length > 1 && /^\p{Lu}/u.test(name)) return null
  return /\p{L}/u.test(name) ? name : null
}

/** A person's name out of a text of which nothing is known: two to five words that look like one. */
export function shapedName(text: string): string | null {
  const name = nameAlone(text)
  return name !== null && looksLikePerson(name) ? name : null
}

export function looksLikePerson(name: string): boolean {
  if (name.length > 60 || isNoName(name) || isOrganisation(name)) return false
  // Without a space it may be any word.
  if (eastAsianName.test(name)) return name.includes(' ')
  const words = name.split(' ')
  const capital = words.filter((word) => nameWord.test(word))
  if (words.length < 2 || words.length > 6 || capital.length < 2) return false
  return (
    nameWord.test(words[0] ?? '') &&
    nameWord.test(words.at(-1) ?? '') &&
    words.every((word) => nameWord.test(word) || particles.has(word.toLowerCase())) &&
    !words.some((word) => !particles.has(word) && commonWords.has(word.toLowerCase().replace(/\.$/, '')))
  )
}

/** A company, university, place of work or role: what stands behind a name. */
export const isOrganisation = (text: string): boolean =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}&]+/u)
    .some((word) => organisationWords.has(word)) || /^\p{Lu}{2,6}$/u.test(text.trim())

const nameWord =
  /^(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.·-]*|[dlO]['’]\p{Lu}[\p{L}\p{M}'’-]*|["“„«'‘(][\p{L}\p{N}_-]+["”“»'’)])$/u
const eastAsianName =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・]{1,8}(?: [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・]{1,8}){0,2}$/u
const particles = new Set(
  "de da do dos das di del della dello degli der den des du la le les van von vom zu zum zur ten ter te ’t 't bin ibn ben al el y e af av aus i dal dalla und and".split(
    ' ',
  ),
)

/** The name before its affiliation, handle or note: `Name (Org (BE))`, `Name – Org`, `Name @handle`, `Name at Org`. */
function nameAlone(text: string): string | null {
  const line = plainText(withoutBrackets(text.slice(0, 400)))
  if (line === null) return null
  const name = line
    .replace(
      /^(?:by|with|von|mit|par|avec|por|con|com|met|door|speakers?|presenters?|presented by|referent(?:in|en)?|ponentes?|intervenante?s?)\s*:\s*/i,
      '',
    )
    .replace(/^(?:presented by|by|with|von|mit|par|avec|por|door)\s+(?=\p{Lu}|\p{Lo})/iu, '')
    .replace(/^(?:and|und|et|y|e|en)\s+(?=\p{Lu})/u, '')
    .replace(
      /\s+[–—-]+\s.*$|\s*[—–]\s*.*$|\s*[:|/•·]\s.*$|\s+@.*$|\s+(?:at|from|of|bei|chez)\s+(?:the\s+)?\p{Lu}.*$/u,
      '',
    )
    .replace(/,\s*(?:Ph\.?\s?D\.?|M\.?D\.?|MSc|BSc|MBA|Jr\.?|Sr\.?)$/i, '')
    .replace(/^(?:[\s,;:.•·*–—|/-]|\p{Extended_Pictographic}|\ufe0f|\u200d)+|[\s,;:•·*–—|/-]+$/gu, '')
  return name.length < 2 && !eastAsianName.test(name) ? null : name
}

/** Without what stands in brackets, however deep: `Ann Moor (Fen Trust (BE))`; a nickname within a name stays. */
export function withoutBrackets(text: string): string {
  let depth = 0
  let kept = ''
  for (const letter of text) {
    if (letter === '(' || letter === '[' || letter === '（') depth += 1
    if (depth === 0) kept += letter
    if ((letter === ')' || letter === ']' || letter === '）') && depth > 0) depth -= 1
  }
  // One that is never closed ends with the person.
  return depth === 0 ? kept : text.replace(/[([（][^;]*/g, '')
}

function isNoName(name: string): boolean {
  const bare = name.toLowerCase().replace(/[.:]+$/, '')
  return (
    noNames.has(bare) ||
    /^(?:view|read|see|show|more|about|visit|follow|all|go to|back to|add to|sign|log) /.test(bare)
  )
}

const noNames = new Set(
  'tba|tbd|tbc|tbc.|to be announced|to be confirmed|unknown|various|n/a|none|anonymous|organization|organisation|person|performinggroup|thing|speaker|speakers|presenter|presenters|author|authors|moderator|moderators|host|panelist|panelists|name|names|bio|biography|twitter|x|x.com|linkedin|github|gitlab|mastodon|facebook|instagram|youtube|website|web site|homepage|home page|home|blog|email|e-mail|mail|contact|profile|more|show more|read more|slides|video|recording|schedule|sessions|session|talks|talk|program|programme|keynote|workshop|panel|tutorial|download|admin|administrator|editor|guest|staff|team|webmaster|root|user|event|events|conference|room|track|share|close|next|previous|bluesky|orcid|bsky|keybase|feedback|register|login|sprecher|referent|vortrag|programm|photo|picture|avatar|image|affiliation|company|title|description|abstract|details|tags|level|language|english|german|deutsch|french|ical|ics|calendar|other|others|and others|et al|and more|link|links'.split(
    '|',
  ),
)

/** Words that are in titles of talks and on buttons, not in names. */
const commonWords = new Set(
  'the a an and or of for in on at to with from by your our how why what when where is are not no new more about using building introduction intro session sessions talk talks keynote keynotes workshop workshops panel tutorial room hall stage track day monday tuesday wednesday thursday friday saturday sunday january february march july september october november december speaker speakers presenter conference schedule programme program slides video recording abstract description welcome opening closing lunch coffee break registration read view download all open source software hardware data cloud web linux python java main sign log buy tickets privacy policy code conduct general beginner intermediate advanced lightning plenary theatre theater auditorium ballroom building floor street road avenue montag dienstag mittwoch donnerstag freitag samstag sonntag der die das und für mit wie was warum ist nicht eine einen les des une pour avec comment pourquoi el los las para cómo il per come senior junior lead head chief principal staff engineer developer manager director founder cofounder co-founder architect scientist researcher professor student consultant analyst designer president chair ceo cto cfo cio vp officer advocate evangelist'.split(
    ' ',
  ),
)

const organisationWords = new Set(
  'university universität universitat universidad universidade università université universiteit institute institut instituto istituto college school hochschule fachhochschule faculty department dept laboratory laboratories lab labs gmbh ag ltd llc inc corp corporation company co kg sarl sas srl bv plc foundation stiftung fondation fundación trust society association verein e.v ev association charity project projekt group gruppe team collective kollektiv network netzwerk agency ministry ministerium council city bank museum library center centre zentrum centrum software systems solutions technologies technology tech consulting services partners studio studios media press research forschung academy akademie community foundation organisation organization initiative consortium council cern ibm google microsoft amazon aws meta facebook apple intel nvidia redhat suse canonical mozilla oracle sap cisco netflix collabora igalia linaro github gitlab hat engineer developer manager director founder architect scientist researcher consultant ceo cto professor student freelance freelancer independent senior lead head evangelist advocate maintainer'.split(
    ' ',
  ),
)
