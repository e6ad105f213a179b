import { webUrl } from '../../facts/page-facts.ts'

/** Where a link leads; null where that means nothing outside of the page, and for what runs. */
export function readTarget(href: string | undefined, url: string): string | null {
  const target = href?.trim() ?? ''
  if (target === '' || target.startsWith('#')) return null
  if (/^mailto:/i.test(target)) return /^mailto:[^\s<>@]+@[^\s<>]+$/i.test(target) ? target : null
  if (/\/cdn-cgi\/l\/email-protection/.test(target)) return null
  const absolute = webUrl(target, url)
  // An address of the page itself, with the name of a place in it
  return absolute?.includes('#') && withoutFragment(absolute) === withoutFragment(url) ? null : absolute
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')
