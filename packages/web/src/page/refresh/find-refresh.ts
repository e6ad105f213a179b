import type { CheerioAPI } from 'cheerio/slim'
import { bodyOf, isElement } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { parseRefresh } from './parse-refresh.ts'
import { scriptRedirect } from './script-redirect.ts'

/** A page that reloads itself or moves on after a longer time is there to be read. */
const longestDelay = 10
/** In characters; only small pages are searched for scripts that redirect. */
const largestRedirect = 30_000
/** Text of a page that does nothing but lead to another. */
const littleText = 300

/**
 * Absolute URL of the page that replaces this one, as browsers follow it: by `<meta http-equiv="refresh">`, or on a page
 * with hardly any text by a script that only sets the location, or by its canonical link where the text names a redirect.
 */
export function findRefresh(
  $: CheerioAPI,
  html: string,
  { base, url, header }: { base: string; url: string; header: string | null },
): string | null {
  const stated = header !== null || /http-equiv\s*=\s*["']?refresh/i.test(html)
  if (!stated && html.length > largestRedirect) return null
  const { metas, canonical, title } = readHead($)
  const body = bodyOf($)
  const bare = (): string | null => (body === null ? '' : textWithin(body, littleText))
  for (const content of header === null ? metas : [header, ...metas]) {
    const refresh = parseRefresh(content)
    if (refresh === null) continue
    // The first valid one counts.
    if (refresh.url === null || refresh.delay > longestDelay) return null
    if (refresh.delay > 1 && bare() === null) return null
    return otherPage(refresh.url, base, url)
  }
  if (!/\blocation\b/.test(html.slice(0, 20_000)) && canonical === null) return null
  const text = bare()
  if (text === null) return null
  const scripted = scriptRedirect(html)
  if (scripted !== null) return otherPage(scripted, base, url)
  return canonical !== null && redirectWords.test(`${title} ${text}`) ? otherPage(canonical, base, url) : null
}

const redirectWords =
  /\b(?:redirect(?:ing|ed|ion)?|weiterleitung|weitergeleitet|redirigée?|redirigiendo|redirigido|reindirizzamento|reindirizzat[oa]|redirecionando|doorgestuurd)\b|\bpage (?:has )?moved\b/i

function readHead($: CheerioAPI): { metas: string[]; canonical: string | null; title: string } {
  const metas: string[] = []
  let canonical: string | null = null
  let title = ''
  // Browsers take them in the body, too.
  for (const element of $('meta[http-equiv], link[rel], title').toArray()) {
    if (!isElement(element)) continue
    const { attribs } = element
    if (element.name === 'meta') {
      if (attribs['http-equiv']?.toLowerCase() === 'refresh' && attribs.content) metas.push(attribs.content)
    } else if (element.name === 'title') title ||= textWithin(element, 200) ?? ''
    else if (attribs.rel?.toLowerCase() === 'canonical') canonical ??= attribs.href ?? null
  }
  return { metas, canonical, title }
}

function otherPage(target: string, base: string, url: string): string | null {
  if (!URL.canParse(target, base)) return null
  const next = new URL(target, base)
  if (next.protocol !== 'http:' && next.protocol !== 'https:') return null
  next.username = ''
  next.password = ''
  return withoutHash(next.href) === withoutHash(url) ? null : next.href
}

const withoutHash = (url: string): string => url.replace(/#.*$/s, '')
