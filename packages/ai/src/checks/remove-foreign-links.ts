import type { SourceWords } from './source-words.ts'

/** Addresses that a Markdown reader makes a link of, even without marks (GitHub Flavored Markdown, "Autolinks"). */
const bare = /(?:https?:\/\/|www\.)[^\s<>()[\]]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gi

/**
 * A model's Markdown without pictures and HTML, and with links to addresses only that the sources hold: a page may have
 * told the model to add others, and an address can carry away what the model has read.
 */
export function removeForeignLinks(markdown: string, sources: Pick<SourceWords, 'text'>): string {
  const isKnown = (url: string): boolean => {
    const address = url.replace(/[.,;:!?'"*_~`]+$/, '')
    const at = sources.text.indexOf(address)
    // A longer address of the sources is another one.
    return address !== '' && at !== -1 && holdsWhole(sources.text, address)
  }
  const withoutMarks = markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/!\[([^[\]]{0,1000})\](?:\([^()]{0,2000}\)|\[[^[\]]{0,1000}\])?/g, '$1')
    .replace(/<((?:https?:|mailto:)[^\s<>]{1,2000})>/gi, '$1')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replace(
      /\[([^[\]]{0,1000})\]\(\s*<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,1000}\)[^()\s<>]{0,1000})?)>?(?:\s[^()]{0,1000})?\)/g,
      (link, text: string, url: string) => (isKnown(url) ? link : text),
    )
    .replace(/^\s{0,3}\[[^[\]]{1,1000}\]:\s.*$/gm, '')
  return withoutMarks
    .replace(bare, (address) => (isKnown(address) ? address : (/[.,;:!?]+$/.exec(address)?.[0] ?? '')))
    .replace(/[^\S\n]+(?=[.,;:!?](?:\s|$))/g, '')
    .replace(/(?<=\S)[^\S\n]{2,}(?=\S)/g, ' ')
    .trim()
}

function holdsWhole(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1)) {
    const after = text.slice(at + address.length, at + address.length + 2)
    if (!/^(?:[\w/=&%#?-]|[.:,;~+@][\w/])/.test(after)) return true
  }
  return false
}
