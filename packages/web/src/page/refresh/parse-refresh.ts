export interface Refresh {
  /** Seconds. */
  delay: number
  /** As written, not resolved; null where the page reloads itself. */
  url: string | null
}

const space = /[\t\n\f\r ]/

/** The value of `<meta http-equiv="refresh">`: HTML standard, "shared declarative refresh steps". Null when it is invalid. */
export function parseRefresh(value: string): Refresh | null {
  const input = value.slice(0, 4_096)
  let at = 0
  const skip = (pattern: RegExp): string => {
    const from = at
    while (at < input.length && pattern.test(input.charAt(at))) at += 1
    return input.slice(from, at)
  }
  skip(space)
  const digits = skip(/[0-9]/)
  if (digits === '' && input[at] !== '.') return null
  skip(/[0-9.]/)
  const delay = Number(digits)
  if (at >= input.length) return { delay, url: null }
  if (!/[;,\t\n\f\r ]/.test(input.charAt(at))) return null
  skip(space)
  if (input[at] === ';' || input[at] === ',') at += 1
  skip(space)
  if (at >= input.length) return { delay, url: null }
  return { delay, url: targetIn(input.slice(at)) }
}

/** `url = 'x' …`, `"x"` or `x`. */
function targetIn(text: string): string {
  const named = /^url[\t\n\f\r ]*=[\t\n\f\r ]*/i.exec(text)?.[0]
  // Without the whole of `url=` the text is the URL itself, as in `0; uranus.html`.
  if (named === undefined && /^u/i.test(text)) return text
  const rest = text.slice(named?.length ?? 0)
  const quote = rest[0]
  if (quote !== '"' && quote !== "'") return rest
  const end = rest.indexOf(quote, 1)
  return rest.slice(1, end === -1 ? undefined : end)
}
