import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'

/** A longer page says something without its scripts. */
const mostChars = 1_000
const mostOfMount = 20
/** Less text in so much source is none. */
const leastSource = 5_000
const mostOfSource = 100
const mostShareOfSource = 1 / 2_000

/** Where the usual frameworks put the page: React, Vue, Angular, Next, Nuxt, Gatsby, Svelte, Quasar, Ember. */
const mounts =
  /^(?:root|app|__next|__nuxt|___gatsby|gatsby-focus-wrapper|svelte|sveltekit|q-app|app-root|ember-app|application|react-root|mount|main-app|page-app)$/i

/** Menus, lists of links and controls are there before the page is. */
const unread = new Set(['script', 'a', 'select', 'textarea', 'button'])

/** A page that a script fills in: it has next to no text of its own. */
export function isAppShell(body: PageElement, source: string): boolean {
  let chars = 0
  let mount = false
  const open: PageNode[] = [body]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'text') chars += node.data.trim().length
    if (chars > mostChars) return false
    if (!isElement(node) || unread.has(node.name)) continue
    if (node !== body && isMount(node)) mount ||= charsBelow(node, mostOfMount) <= mostOfMount
    open.push(...node.children)
  }
  return (
    mount ||
    (source.length >= leastSource && chars <= Math.max(mostOfSource, source.length * mostShareOfSource))
  )
}

const isMount = ({ name, attribs }: PageElement): boolean =>
  mounts.test(attribs.id ?? '') || mounts.test(name) || 'ng-app' in attribs || 'data-reactroot' in attribs

/** Counts to just above the limit. */
function charsBelow(element: PageElement, limit: number): number {
  let chars = 0
  const open: PageNode[] = [...element.children]
  for (let node = open.pop(); node && chars <= limit; node = open.pop()) {
    if (node.type === 'text') chars += node.data.trim().length
    // What it shows is there.
    else if (isElement(node) && /^(?:img|iframe|video|picture)$/.test(node.name)) return limit + 1
    else if (isElement(node) && node.name !== 'script') open.push(...node.children)
  }
  return chars
}
