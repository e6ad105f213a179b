/** Words and terms of an index: one set of rules for every search over documents. */
export { termOf, wordsIn } from './look/terms.js'
export { indexLanguage, type Stemmer, stemmerOf } from './search/stemmers.ts'
