/** Numbers as words, by language: small ones are said and not written as digits. */
const words: Record<string, string> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
  it: 'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
}
const more: readonly [number, string][] = [
  [
    1,
    'a an ein eine einen einem einer une un una first erste ersten erster première premier primera primero prima primo once einmal',
  ],
  [
    2,
    'second zweite zweiten deuxième segundo segunda seconda secondo twice zweimal zwo half halb hälfte both beide',
  ],
  [3, 'third dritte dritten troisième tercero tercera terza terzo'],
  [30, 'thirty dreißig trente treinta trenta'],
  [40, 'forty vierzig quarante cuarenta quaranta'],
  [50, 'fifty fünfzig cinquante cincuenta cinquanta half hälfte moitié mitad metà'],
  [60, 'sixty sechzig soixante sesenta sessanta'],
  [70, 'seventy siebzig setenta settanta septante'],
  [80, 'eighty achtzig ochenta ottanta quatre-vingts'],
  [90, 'ninety neunzig noventa novanta nonante'],
  [100, 'hundred hundert cent cien ciento cento'],
  [1_000, 'thousand tausend mille mil mila'],
]

const byWord = new Map<string, number[]>()
const add = (word: string, value: number): void => {
  byWord.set(word, [...(byWord.get(word) ?? []), value])
}
for (const list of Object.values(words))
  for (const [value, word] of list.split(' ').entries()) add(word, value)
for (const [value, list] of more) for (const word of list.split(' ')) add(word, value)

/** Values that a word can name: `half` is 2 and 50. Lower case. */
export const numbersNamed = (word: string): readonly number[] => byWord.get(word) ?? []
