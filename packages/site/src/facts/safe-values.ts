/** A text of one line, without control characters; empty for what is no text. */
export const oneLine = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
        .trim()
    : ''

/** An address of the web in its normal form; null for every other one, such as `javascript:`. */
export function webAddress(value: unknown): string | null {
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
    ? url.href
    : null
}
