import { primarySubtag } from '@async-events/core'
import { numbersNamed } from '../evidence/number-words.ts'

/** Parts of compound numbers that name none alone; `numbersNamed` knows the rest. */
const numberParts = new Set(
  `und et y e and million millions millionen million milliard milliards milliarde milliarden billion billions billionen
  trillion trillions millón millones milione milioni miliardo miliardi hundreds thousands hunderte tausende cents cientos
  centaine centaines dizaine dizaines douzaine vingtaine cinquantaine millier milliers decena decenas centenar centenares
  miles decina decine centinaio centinaia migliaio migliaia dutzend dozen dozens docena docenas dozzina
  drittel viertel fünftel zehntel hälfte quarter quarters half halves tiers quart quarts moitié tercio mitad cuarto terzo metà
  vingts soixante septante huitante octante nonante
  doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos`.split(
    /\s+/,
  ),
)
/** Numbers are written as one word in German and Italian, and from 16 to 29 in Spanish. */
const joints = ['', 'und', 'i', 'e', 'y']

const compounds = new Map<string, boolean>()

/** Whether a word names a number: `eleven`, `twenty-six`, `einundzwanzig`, `soixante-quatorze`, `veintiocho`, `millions`. Lower case. */
export function isNumber(word: string): boolean {
  const known = compounds.get(word)
  if (known !== undefined) return known
  const found = word.split('-').every((part) => isNumberPart(part))
  if (compounds.size > 20_000) compounds.clear()
  compounds.set(word, found)
  return found
}

const isNumberPart = (word: string): boolean =>
  /^\d[\d.,]*(?:st|nd|rd|th|e|er|ème|º|ª)?$/.test(word) ||
  numbersNamed(word).length > 0 ||
  numberParts.has(word.replace(/cientas$/, 'cientos')) ||
  (word.length > 5 && word.length < 60 && isChain(word))

/** Longest heads first; each rest is read once. */
function isChain(word: string): boolean {
  const fails = new Set<string>()
  const read = (rest: string): boolean => {
    if (rest === '') return true
    if (fails.has(rest)) return false
    for (let length = Math.min(rest.length, 12); length >= 3; length--) {
      const head = rest.slice(0, length)
      if (numbersNamed(head).length === 0 && !numberParts.has(head) && !stumps.has(head)) continue
      const tail = rest.slice(length)
      if (joints.some((joint) => tail.startsWith(joint) && read(tail.slice(joint.length)))) return true
    }
    fails.add(rest)
    return false
  }
  return read(word)
}

/** Forms that numbers have within others. */
const stumps = new Set([
  'ein',
  'sech',
  'sieb',
  'veint',
  'vent',
  'trent',
  'quarant',
  'cinquant',
  'treint',
  'tre',
  'tré',
  'séis',
  'dós',
  'trés',
])

/** Named alike in all languages that have rules, where CLDR has none. */
const furtherUnits =
  /^(?:kilo|mega|méga|giga|tera|téra|milli|mili|mikro|micro|nano)?(?:hertz|hercios?|watts?|vatios?|volts?|voltios?|kelvins?|amp[eè]res?|joules?|newton|pascals?|ohm|d[eé]cibels?|dezibel|decibelios?|tons|tonn[ae]s?|tonnen|toneladas?|tonnellat[ae])$/u

/** Their names mean other things, too: `feet`, `livre`, `pie`, `once`. What counts them is seen in the text. */
const ambiguous = /acre|degree|celsius|fahrenheit|fluid|foot|gallon|inch|mile|ounce|pound|stone|yard|^bit/

const measures = new Map<string, ReadonlySet<string>>()

/** Names of units, currencies, months and days of the week, as CLDR has them. */
function measuresOf(language: string): ReadonlySet<string> {
  const code = primarySubtag(language) ?? 'en'
  const known = measures.get(code)
  if (known !== undefined) return known
  const found = new Set<string>()
  const add = (name: string): void => {
    for (const word of name.toLowerCase().split(/\s+/)) if (word.length > 2) found.add(word)
  }
  const counts = [1, 2, 5]
  for (const unit of Intl.supportedValuesOf('unit').filter((name) => !ambiguous.test(name)))
    for (const count of counts) add(nameIn(code, count, { style: 'unit', unit, unitDisplay: 'long' }))
  for (const currency of ['EUR', 'USD'])
    for (const count of counts)
      add(nameIn(code, count, { style: 'currency', currency, currencyDisplay: 'name' }).replace(/^US-/, ''))
  for (let at = 0; at < 12; at++) {
    const day = Date.UTC(2024, at, at + 1)
    add(new Intl.DateTimeFormat(code, { month: 'long', timeZone: 'UTC' }).format(day))
    add(new Intl.DateTimeFormat(code, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, at + 1)))
  }
  // Of “per cent” and “des États-Unis”, `may` and `march` nothing is left alone
  for (const word of [
    'des',
    'per',
    'por',
    'pour',
    'march',
    'may',
    'mars',
    'us',
    'états-unis',
    'statunitensi',
  ])
    found.delete(word)
  measures.set(code, found)
  return found
}

function nameIn(code: string, count: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(code, options)
    .formatToParts(count)
    .filter(({ type }) => type === 'unit' || type === 'currency')
    .map(({ value }) => value)
    .join(' ')
}

/** Whether a word alone names a number, a unit, a currency, a month or a day: it says how much or when, not what of. */
export function namesQuantity(word: string, language: string): boolean {
  const lower = word.toLowerCase()
  const known = measuresOf(language)
  return (
    isNumber(lower) ||
    known.has(lower) ||
    known.has(`${lower}s`) ||
    known.has(lower.replace(/s$/, '')) ||
    furtherUnits.test(lower)
  )
}
