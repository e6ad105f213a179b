import { expect, it } from 'vitest'
import { escapeQuote } from './escape-quote.ts'

it.each([
  [
    'We took in $112,000 in fines and spent $97,000 ($5 each).',
    'We took in $112,000 in fines and spent $97,000 ($5 each).',
  ],
  ['It is 5$, US$5, $HOME or $ x $.', 'It is 5\\$, US\\$5, \\$HOME or \\$ x \\$.'],
  ['*a* [b](c) `d` e_f _g_ <h> &amp;', '\\*a\\* \\[b\\](c) \\`d\\` e_f \\_g\\_ &lt;h> &amp;amp;'],
])('what would be Markdown is escaped, the sign of a price is not: %s', (text, escaped) => {
  expect(escapeQuote(text)).toBe(escaped)
})
