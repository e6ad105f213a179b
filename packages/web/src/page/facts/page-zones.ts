import type { FlatElement, Zone } from './flat-element.ts'

/** A class may mention a word and hold the whole page (`content-with-sidebar`): a zone has less of the text than this. */
const maxShare = 0.4

/** Marks navigation, headers and footers of the site, and lists of other sessions, with all that is in them. */
export function markZones(elements: readonly FlatElement[]): void {
  const whole = elements[0] ? elements[0].to - elements[0].from : 0
  for (const element of elements) {
    const outer = element.parent?.zone ?? null
    if (outer === 'footer' || outer === 'related' || outer === 'breadcrumb') {
      element.zone = outer
      continue
    }
    const own = ownZone(element)
    const small = element.to - element.from <= whole * maxShare || element.name === 'nav'
    element.zone = own !== null && small ? own : outer
  }
}

function ownZone(element: FlatElement): Zone | null {
  const { name, words } = element
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return null
  const { role, 'aria-label': label } = element.node.attribs
  if (label !== undefined && /breadcrumb/i.test(label)) return 'breadcrumb'
  if (name === 'footer' || role === 'contentinfo') return isInContent(element) ? null : 'footer'
  if (role === 'banner' || (name === 'header' && isAtTop(element)))
    return isInContent(element) ? null : 'header'
  let zone: Zone | null =
    name === 'nav' || name === 'menu' || (role !== undefined && navRoles.has(role)) ? 'nav' : null
  // A heading has a subject of its own, whatever stands beside it: `with-breadcrumbs`.
  for (const word of headingName.test(name) ? [] : words) {
    const found = byWord.get(word)
    if (found === 'breadcrumb') return found
    zone ??= found ?? null
  }
  if (zone === 'footer') return isInContent(element) ? null : zone
  if (zone !== 'header') return zone
  return isInContent(element) || !isAtTop(element) || words.some((word) => sessionWords.has(word))
    ? null
    : zone
}

/** Headers further down are those of sections. */
const isAtTop = (element: FlatElement): boolean => {
  let depth = 0
  for (let outer = element.parent; outer !== null && outer.name !== 'body'; outer = outer.parent) depth += 1
  return depth <= 2
}

function isInContent(element: FlatElement): boolean {
  for (let outer = element.parent; outer !== null; outer = outer.parent) {
    if (outer.name === 'main' || outer.name === 'article') return true
  }
  return false
}

const headingName = /^h[1-6]$/
const navRoles = new Set(['navigation', 'menu', 'menubar'])

const byWord = new Map<string, Zone>([
  ...zoneWords('breadcrumb', 'breadcrumb breadcrumbs'),
  ...zoneWords('nav', 'nav navbar navigation menu menubar leftmenu topmenu'),
  ...zoneWords('header', 'header masthead topbar banner logo'),
  ...zoneWords('footer', 'footer colophon'),
  ...zoneWords(
    'related',
    'related similar recommended recommendations pagination pager prev previous comments respond sponsors sponsor partners share sharing social cookie cookies newsletter',
  ),
])

function zoneWords(zone: Zone, words: string): [string, Zone][] {
  return words.split(' ').map((word) => [word, zone])
}

/** `presentation-header` is that of the talk. */
const sessionWords = new Set([
  'page',
  'video',
  'detail',
  'details',
  'presentation',
  'talk',
  'session',
  'event',
  'entry',
  'post',
  'article',
  'content',
  'proposal',
])
