/**
 * File stems as they come, made unique within their folder without regard to case: the second "talk" is "talk-2".
 * Stays within 100 bytes.
 */
export function uniqueStems(wanted: { folder: string; stem: string }[]): string[] {
  const taken = new Set<string>()
  return wanted.map(({ folder, stem }) => {
    for (let count = 1; ; count++) {
      const name = count === 1 ? stem : `${shorten(stem, 100 - `-${count}`.length)}-${count}`
      const key = `${folder}\n${name}`.normalize('NFC').toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return name
    }
  })
}

function shorten(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  let short = ''
  for (const character of text) {
    if (Buffer.byteLength(short + character) > maxBytes) break
    short += character
  }
  return short.trimEnd()
}
