import type { FactLabel } from './fact-labels.ts'
import type { FlatElement } from './flat-element.ts'

const families = new Set(
  'icon fa fas far fab bi glyphicon material symbols icons svg ion mdi ti la oi dashicons fi i'.split(' '),
)

const byWord = new Map<string, FactLabel>([
  ...icons('day', 'calendar date'),
  ...icons('time', 'clock time'),
  ...icons('duration', 'hourglass stopwatch timer'),
  ...icons('place', 'location map marker pin geo home door building place'),
  ...icons('speakers', 'user users person people microphone mic speaker'),
  ...icons('track', 'road track signpost'),
  ...icons('keywords', 'tag tags'),
  ...icons('language', 'language translate globe'),
])

function icons(label: FactLabel, words: string): [string, FactLabel][] {
  return words.split(' ').map((word) => [word, label])
}

/** The fact that an icon without text stands for: `<i class="fa fa-clock-o"></i> 43 min`. */
export function iconLabel(element: FlatElement): FactLabel | null {
  if (
    element.from !== element.to ||
    element.words.length < 2 ||
    !/^(?:i|span|em|b|svg|img)$/.test(element.name)
  )
    return null
  if (!element.words.some((word) => families.has(word))) return null
  for (const word of element.words) {
    const label = byWord.get(word)
    if (label !== undefined) return label
  }
  return null
}
