import { escapeMarkdown } from './escape-markdown.ts'
import { safeUrl } from './safe-url.ts'

/** A Markdown link, or plain text where the URL is not safe. */
export function linkTo(text: string, url: string | null): string {
  const label = escapeMarkdown(text)
  const target = url === null ? null : safeUrl(url)
  return target === null || label === '' ? label : `[${label}](${target})`
}

/** Link text for a target without a title: file name, else host. */
export function nameOfUrl(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').findLast((part) => part !== '') ?? ''
  if (!/\.[a-z0-9]{2,5}$/i.test(last)) return hostname
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
