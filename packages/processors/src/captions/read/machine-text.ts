/** Text of the head of a file that is looked at. */
const headChars = 4_000

const kinds: readonly (readonly [name: string, test: (head: string) => boolean])[] = [
  ['a binary file', isBinary],
  ['an RTF document', (head) => head.startsWith('{\\rtf')],
  ['an HTML page', (head) => /^(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|sami)\b/is.test(head)],
  ['an XML file', (head) => /^<\?xml\b|^<[a-z][\w:.-]*(?:\s[^<>]*)?\/?>/i.test(head)],
  ['JSON', (head) => /^(?:\{\s*"|\[\s*[{["\d]|\[\s*\]\s*$|\{\s*\}\s*$)/.test(head) && !/^\[\d/.test(head)],
  ['an index of picture subtitles', (head) => /^# VobSub index file/.test(head)],
]

/** What kind of machine-made file a text is, with its article; null for text that a person could have written. */
export function machineKind(text: string): string | null {
  const head = text
    .slice(0, headChars)
    .replace(/^\ufeff/, '')
    .trimStart()
  return kinds.find(([, test]) => test(head))?.[0] ?? null
}

/** How a ZIP file, a PDF and picture subtitles of discs begin. */
const binaryHeads = ['PK\u0003\u0004', '%PDF-', 'PG\0']

function isBinary(head: string): boolean {
  const signs = head.match(/(?!\s)[\p{Cc}\ufffd]/gu)?.length ?? 0
  return signs > head.length / 50 || binaryHeads.some((begin) => head.startsWith(begin))
}
