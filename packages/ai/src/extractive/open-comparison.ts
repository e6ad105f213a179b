import { primarySubtag } from '@async-events/core'

interface Comparison {
  /** By how much, and a comparative. */
  measured: RegExp
  /** With what, or under which condition. */
  base: RegExp
}

const word = (expression: string): RegExp => new RegExp(`(?<!\\p{L})(?:${expression})(?!\\p{L})`, 'iu')

const comparisons: Readonly<Record<string, Comparison>> = {
  en: {
    measured: word(
      '(?:\\d[\\d.,]* ?%?|per ?cent|thirds?|quarters?|halves|half|twice|times|hundred|thousand|million|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: (?!of|than)\\p{L}+)? (?:more|less|fewer|longer|shorter|faster|slower|cheaper|higher|lower|quieter|louder|bigger|smaller|larger|better|worse|lighter|heavier|warmer|colder|cooler|safer|earlier|stronger|deeper)|twice as \\p{L}+',
    ),
    base: word(
      'than|instead|compared|rather|without|if|when|whenever|once|who|twice as .+ as|so|per|every|each|or',
    ),
  },
  de: {
    measured: word(
      '(?:\\d[\\d.,]* ?%?|prozent|drittel|viertel|hälfte|hundert|tausend|\\p{L}*(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zig)|ein)(?: \\p{L}+)? (?:mehr|weniger|länger|kürzer|schneller|langsamer|billiger|teurer|höher|niedriger|leiser|lauter|größer|kleiner|besser|schlechter|leichter|schwerer|wärmer|kälter|früher|später|öfter|seltener)|(?:doppelt|halb|\\p{L}+mal) so \\p{L}+',
    ),
    base: word('als|statt|ohne|wenn|wer|sobald|gegenüber|verglichen|je|so .+ wie|jede[nmrs]?|pro|oder'),
  },
  fr: {
    measured: word(
      '(?:%|pour cent|fois|tiers|quart|moitié|\\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|cent)(?: \\p{L}+)? (?:de |en )?(?:plus|moins)(?! d[eu] (?:la|l)?)',
    ),
    base: word("que|qu'|qu’|par rapport|au lieu|sans|si|quand|lorsque|qui|chaque|par"),
  },
  es: {
    measured: word(
      '(?:%|por ciento|veces|tercio|cuarto|mitad|\\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta|cuarenta|cincuenta|cien)(?: \\p{L}+)? (?:más|menos)',
    ),
    base: word('que|frente|comparad[oa]s?|sin|si|cuando|respecto|quien|cada'),
  },
  it: {
    measured: word(
      '(?:%|per cento|volte|terzo|quarto|metà|\\d+|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|venti|trenta|quaranta|cinquanta|cento)(?: \\p{L}+)? (?:in )?(?:più|meno)',
    ),
    base: word('di|che|rispetto|senza|se|quando|chi|ogni|del|della|dei'),
  },
}

/** Whether a sentence says by how much something is more or less, and nowhere than what ("forty percent fewer kilometres"). */
export function isOpenComparison(text: string, language: string): boolean {
  const own = comparisons[primarySubtag(language) ?? '']
  if (own === undefined) return false
  const found = own.measured.exec(text)
  return found !== null && !own.base.test(text)
}
