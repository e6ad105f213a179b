/** What a schedule holds, counted by patterns over the raw text of XML, and over parsed JSON: not by our reader. */
export function rawCounts(text: string): Record<string, number> {
  return text.trimStart().startsWith('<') ? ofXml(text) : ofJson(JSON.parse(text))
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

function ofXml(text: string): Record<string, number> {
  const events = text.split(/<event[\s>]/).slice(1)
  return {
    events: events.length,
    sessions: events.length,
    recordings: events.reduce(
      (sum, event) =>
        sum +
        new Set(
          [...event.matchAll(/<link href="([^"]+)">video recording \((?:webm|mp4|av1)/gi)].map(
            ([, url]) => url,
          ),
        ).size,
      0,
    ),
    slides: count(text, /<attachment[^>]*type="slides"/g),
    persons: count(text, /<person[\s>]/g),
    times: count(text, /<start>\d\d:\d\d/g),
  }
}

function ofJson(value: unknown): Record<string, number> {
  const counts = { events: 0, sessions: 0, persons: 0, times: 0 }
  const walk = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(walk)
    if (typeof one !== 'object' || one === null) return
    if ('persons' in one && Array.isArray(one.persons)) {
      counts.events += 1
      counts.sessions += 1
      counts.persons += one.persons.length
      if ('start' in one) counts.times += 1
    }
    if (!Array.isArray(one)) Object.values(one).forEach(walk)
  }
  walk(value)
  return counts
}
