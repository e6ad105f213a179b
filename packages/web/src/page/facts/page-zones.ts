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
  const { role = '', 'aria-label': label = '' } = element.node.attribs
  const content = isInContent(element)
  if (words.some((word) => breadcrumbWords.has(word)) || /breadcrumb/i.test(label)) return 'breadcrumb'
  if (name === 'nav' || name === 'menu' || navRoles.has(role)) return 'nav'
  if (!content && (name === 'footer' || role === 'contentinfo')) return 'footer'
  if (!content && (role === 'banner' || (name === 'header' && isAtTop(element)))) return 'header'
  if (words.length === 0) return null
  if (words.some((word) => navWords.has(word))) return 'nav'
  if (words.some((word) => relatedWords.has(word))) return 'related'
  if (!content && words.some((word) => footerWords.has(word))) return 'footer'
  if (
    !content &&
    isAtTop(element) &&
    words.some((word) => headerWords.has(word)) &&
    !words.some((word) => sessionWords.has(word))
  )
    return 'header'
  return null
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

const navRoles = new Set(['navigation', 'menu', 'menubar'])
const breadcrumbWords = new Set(['breadcrumb', 'breadcrumbs'])
const navWords = new Set(['nav', 'navbar', 'navigation', 'menu', 'menubar', 'leftmenu', 'topmenu'])
const headerWords = new Set(['header', 'masthead', 'topbar', 'banner', 'logo'])
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
const footerWords = new Set(['footer', 'colophon'])
const relatedWords = new Set(
  'related similar recommended recommendations pagination pager prev previous comments respond sponsors sponsor partners share sharing social cookie cookies newsletter'.split(
    ' ',
  ),
)
