/** Rules of robots.txt for one product. */
export interface RobotsRules {
  /** `target` is the path and query of a URL as the WHATWG URL class writes them. */
  allows(target: string): boolean
  /** Approximate memory use, in bytes. */
  size: number
}

interface Rule {
  allow: boolean
  /** Length of the pattern in octets: the longest match wins. */
  length: number
  matches(target: string): boolean
}

/** For a host without rules. */
export const everythingAllowed: RobotsRules = { allows: () => true, size: 0 }

/** Without its pattern, a slice of the text. */
const ruleBytes = 256

/**
 * Parses robots.txt by RFC 9309: all groups for the product are merged, else all for `*`; other lines are ignored. The
 * files are untrusted, so patterns are matched part by part, without backtracking.
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const name = product.toLowerCase()
  const own: Rule[] = []
  const general: Rule[] = []
  let isNamed = false
  /** User agents of the group; the first agent after a rule begins a new one. */
  let group = { us: false, all: false }
  let inRules = false
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const { key, value } = readLine(line)
    if (key === 'user-agent') {
      if (inRules) group = { us: false, all: false }
      inRules = false
      const agent = productToken(value)
      if (agent === name) isNamed = group.us = true
      else if (agent === '*') group.all = true
    } else if (key === 'allow' || key === 'disallow') {
      inRules = true
      // An empty pattern matches nothing.
      if (value === '') continue
      if (group.us) own.push(toRule(value, key === 'allow'))
      else if (group.all) general.push(toRule(value, key === 'allow'))
    }
  }
  const rules = isNamed ? own : general
  if (rules.length === 0) return everythingAllowed
  return { size: text.length + rules.length * ruleBytes, allows: (target) => decide(rules, target) }
}

/** Product token of a User-Agent header for robots.txt; lower case. */
export function productToken(agent: string): string {
  const text = agent.trim().toLowerCase()
  return text.startsWith('*') ? '*' : (/^[a-z_-]+/.exec(text)?.[0] ?? '')
}

function readLine(line: string): { key: string; value: string } {
  const comment = line.indexOf('#')
  const told = comment < 0 ? line : line.slice(0, comment)
  const colon = told.indexOf(':')
  if (colon < 0) return { key: '', value: '' }
  return { key: told.slice(0, colon).trim().toLowerCase(), value: told.slice(colon + 1).trim() }
}

function decide(rules: readonly Rule[], target: string): boolean {
  // robots.txt itself is always allowed.
  if (target === '/robots.txt') return true
  // Special characters of a pattern are percent-encoded where they are literal.
  const octets = toOctets(target).replaceAll('*', '%2A').replaceAll('$', '%24')
  let allowed = true
  let length = -1
  for (const rule of rules) {
    if (rule.length < length || (rule.length === length && !rule.allow)) continue
    if (rule.matches(octets)) {
      allowed = rule.allow
      length = rule.length
    }
  }
  return allowed
}

function toRule(pattern: string, allow: boolean): Rule {
  const octets = toOctets(pattern)
  const isWhole = octets.endsWith('$')
  // Before the end it is literal.
  const [begin = '', ...parts] = (isWhole ? octets.slice(0, -1) : octets).replaceAll('$', '%24').split('*')
  return { allow, length: octets.length, matches: (target) => fits(target, begin, parts, isWhole) }
}

function fits(target: string, begin: string, parts: readonly string[], isWhole: boolean): boolean {
  if (!target.startsWith(begin)) return false
  let at = begin.length
  const last = isWhole ? parts.at(-1) : undefined
  if (isWhole && last === undefined) return at === target.length
  for (const part of last === undefined ? parts : parts.slice(0, -1)) {
    const found = target.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return last === undefined || (target.length - last.length >= at && target.endsWith(last))
}

/** Normal form of a path: non-ASCII percent-encoded, unreserved characters decoded, escapes in upper case. */
function toOctets(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\u0021-\u007e]+/g, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, (octet) => {
      const letter = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
      return /[\w.~-]/.test(letter) ? letter : octet.toUpperCase()
    })
}
