/** Where a page of this size ends; those that only redirect are far smaller. */
const maxChars = 20_000
const maxScript = 600

/**
 * The URL to which a script of the page sets the location at once: `location = "…"`, `window.location.href = '…'`,
 * `location.replace("…")`. A script with a condition is left alone. As the page writes it, or null.
 */
export function scriptRedirect(html: string): string | null {
  for (const [, attributes = '', script = ''] of withoutComments(html.slice(0, maxChars)).matchAll(
    /<script\b([^<>]{0,500})>([\s\S]{0,2000}?)<\/script/gi,
  )) {
    if (/\bsrc\s*=|type\s*=\s*["']?application\/(?:ld\+)?json/i.test(attributes)) continue
    const code = script.trim()
    if (code.length > maxScript || /\bclick\b/.test(code) || isConditional(withoutStrings(code))) continue
    const found = assigned.exec(code) ?? called.exec(code)
    const url = found?.[2]
    if (url !== undefined && url.trim() !== '') return url.replace(/\\\//g, '/').trim()
  }
  return null
}

const place = String.raw`(?:^|[;{(\s])(?:(?:window|document|self|top|parent)\s*\.\s*){0,3}location`
const literal = String.raw`(["'])((?:(?!\1)[^\\\r\n]|\\\/){1,2000})\1`
const assigned = new RegExp(String.raw`${place}(?:\s*\.\s*href)?\s*=\s*${literal}`)
const called = new RegExp(String.raw`${place}\s*\.\s*(?:replace|assign)\s*\(\s*${literal}`)

const withoutStrings = (code: string): string => code.replace(/"[^"\r\n]*"|'[^'\r\n]*'/g, '""')

/** Also true for a function that only an action of a reader runs. */
const isConditional = (code: string): boolean =>
  /\bif\b|\?[^:]*:|&&|\|\||==/.test(code) ||
  (/\bfunction\b|=>/.test(code) && !/\bonload\b|\bsetTimeout\b|\baddEventListener\b|^\(/.test(code))

/** Comments of the page, not those that old pages put around a script's text. */
function withoutComments(html: string): string {
  let kept = ''
  for (let at = 0; at < html.length; ) {
    const start = html.indexOf('<!--', at)
    if (start === -1) return kept + html.slice(at)
    kept += html.slice(at, start)
    const inScript = /<script\b[^<>]{0,500}>\s*$/i.test(kept.slice(-600))
    const end = html.indexOf(inScript ? '</script' : '-->', start)
    if (end === -1) return kept
    if (inScript) kept += html.slice(start + 4, end)
    at = inScript ? end : end + 3
  }
  return kept
}
