import { isElement, type PageElement } from '../tree/bounded-page.ts'
import { wordsOf } from './wording/phrases.ts'

/**
 * Where on the page something stands: `session` in the part of the talk · `outside` of it · `aside` in a column next to
 * it · `frame` in the page's header, footer or navigation · `speaker` in a biography · `others` among other talks,
 * sponsors or comments.
 */
export type Place = 'session' | 'outside' | 'aside' | 'frame' | 'speaker' | 'others'

const roles: Readonly<Record<string, Place>> = {
  banner: 'frame',
  contentinfo: 'frame',
  navigation: 'frame',
  menu: 'frame',
  menubar: 'frame',
  complementary: 'aside',
  main: 'session',
}

/** Names of classes and ids, word for word. */
const names: readonly (readonly [Place, RegExp])[] = [
  [
    'others',
    /^(?:related(?:[-_](?:talks?|sessions?|posts?|videos?|events?|content|items?))?|(?:more|other|recommended|similar|previous|next|popular|recent)[-_](?:talks?|sessions?|posts?|videos?|events?)|recommendations?|sponsors?|sponsors?[-_](?:list|block|section|logos|area)|partners|advert|advertisement|ads|newsletter|comments?|comment[-_]list|disqus_thread|upsell)$/i,
  ],
  [
    'frame',
    /^(?:(?:site|page|global|main|top)?[-_]?(?:footer|navbar|navigation|nav|menu|topbar|masthead)|(?:site|global|top)[-_]?header|footer[-_](?:widgets?|area|links|content)|(?:bread)?crumbs?|breadcrumb[-_]\w+|hero|hero[-_](?:video|banner|section)|jumbotron|video[-_](?:background|bg)|(?:background|bg)[-_]video)$/i,
  ],
  ['aside', /^(?:sidebar|side[-_]?bar|widget[-_]area|secondary)$/i],
  [
    'speaker',
    /^(?:bio|biography|speaker[-_](?:bio|biography|info|card|profile|details)|about[-_](?:the[-_])?(?:speaker|author)|author[-_](?:bio|box|info))$/i,
  ],
]

/** The place that an element opens by its name, role, class or id; null when it is nothing special. */
export function placeOf(element: PageElement): Place | null {
  const { name, attribs } = element
  const role = roles[attribs.role?.toLowerCase() ?? '']
  if (role !== undefined) return role
  if (name === 'nav') return 'frame'
  if (name === 'aside') return 'aside'
  if (name === 'header' || name === 'footer') return isOfSection(element) ? null : 'frame'
  const stated = `${attribs.class ?? ''} ${attribs.id ?? ''}`
  if (stated === ' ' || stated.length > 500) return null
  const tokens = stated.split(/\s+/)
  return names.find(([, known]) => tokens.some((token) => known.test(token)))?.[0] ?? null
}

/** HTML standard, 4.3.8: a header or footer is that of the nearest section, and of the page outside of all. */
function isOfSection({ parent }: PageElement): boolean {
  for (let up = parent; up; up = up.parent)
    if (isElement(up) && /^(?:article|section|main|blockquote)$/.test(up.name)) return true
  return false
}

/** A video that is decoration: it repeats or starts by itself without sound, and nobody can stop it. */
export function isBackground({ attribs }: PageElement): boolean {
  const has = (name: string): boolean => name in attribs
  if (has('controls')) return false
  if (has('loop')) return true
  if (has('autoplay') && has('muted')) return true
  const own = wordsOf(`${attribs.class ?? ''} ${attribs.id ?? ''}`.replace(/_/g, ' ')).list
  return own.some((word) => /^(?:bg|background|hero)(?:vid|video)?$/.test(word))
}
