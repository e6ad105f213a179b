/** Letters that are no letter with a mark to Unicode, and umlauts as they are spelled without their dots. */
const letters: Record<string, string> = {
  ä: 'e',
  æ: 'e',
  ö: 'o',
  ø: 'o',
  œ: 'o',
  ü: 'u',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ı: 'i',
}
/** Spellings of one sound in the languages of Europe, the longest first; `c` is decided by its successor. */
const spellings: readonly (readonly [string, string])[] = [
  ['tsch', 's'],
  ['sch', 's'],
  ['ae', 'e'],
  ['oe', 'o'],
  ['ue', 'u'],
  ['ij', 'i'],
  ['ee', 'i'],
  ['ie', 'i'],
  ['oo', 'u'],
  ['ou', 'u'],
  ['ei', 'ai'],
  ['ey', 'ai'],
  ['ay', 'ai'],
  ['ph', 'f'],
  ['pf', 'f'],
  ['th', 't'],
  ['dt', 't'],
  ['sh', 's'],
  ['ch', 'k'],
  ['ck', 'k'],
  ['gh', 'g'],
  ['cz', 's'],
  ['sz', 's'],
  ['tz', 's'],
  ['ts', 's'],
  ['qu', 'kv'],
  ['q', 'k'],
  ['x', 'ks'],
  ['z', 's'],
  ['w', 'v'],
]
const byFirst = Map.groupBy(spellings, ([spelling]) => spelling.charAt(0))

/** A word by its sound: names that are spelled differently and sound alike are equal or nearly so. Latin script only. */
export function soundOf(word: string): string {
  const plain = plainOf(word)
  let sound = ''
  for (let at = 0; at < plain.length; ) {
    const rest = byFirst.get(plain.charAt(at)) ?? []
    const found = rest.find(([spelling]) => plain.startsWith(spelling, at))
    const next = found?.[1] ?? single(plain, at)
    for (const letter of next) if (!sound.endsWith(letter)) sound += letter
    at += found?.[0].length ?? 1
  }
  // "Moore"
  return sound.length > 3 && /[^aeiou]e$/.test(sound) ? sound.slice(0, -1) : sound
}

/** In lower case, letters without marks. */
export function plainOf(word: string): string {
  const lower = word.toLowerCase().normalize('NFC')
  const known = lower.replace(/[^a-z0-9]/gu, (letter) => letters[letter] ?? letter)
  return known.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '')
}

function single(word: string, at: number): string {
  const letter = word.charAt(at)
  if (letter === 'c') return 'eiy'.includes(word.charAt(at + 1) || '-') ? 's' : 'k'
  if (letter === 'h') return at === 0 ? 'h' : ''
  if (letter === 'y') return at === 0 ? 'j' : 'i'
  return letter
}

const classes: Record<string, string> = { p: 'b', d: 't', g: 'k', v: 'f' }

/** Its consonants, those alike as one; a vowel only at the beginning. */
export function skeletonOf(sound: string): string {
  let skeleton = ''
  let before = ''
  for (const letter of sound) {
    const vowel = 'aeiou'.includes(letter)
    const now = vowel ? '' : (classes[letter] ?? letter)
    if (skeleton === '') skeleton = vowel ? 'a' : now
    else if (now !== before) skeleton += now
    before = now
  }
  return skeleton
}
