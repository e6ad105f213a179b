/** What every route of the API begins with. */
const routes = '/api/event-job'

/** The service's address without a slash or the API's own path at its end. Throws a `TypeError` for what is no address. */
export function baseOf(baseUrl: string): string {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
    throw new TypeError(`baseUrl must be an http(s) address such as http://127.0.0.1:5000, not "${baseUrl}"`)
  const { origin, pathname } = new URL(baseUrl)
  const path = pathname.replace(/\/+$/, '')
  return origin + (path.endsWith(routes) ? path.slice(0, -routes.length) : path)
}

/** Fills in names of a route. Throws a `TypeError` for names that would lead elsewhere. */
export function fillRoute(route: string, names: Readonly<Record<string, string | number>>): string {
  return route.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(names[name] ?? '')
    // Only a file's path has parts.
    return (name === 'path' ? value.split('/') : [value]).map(segment).join('/')
  })
}

/** A dot segment would lead to another route, however it is written. */
function segment(text: string): string {
  if (/^\.\.?$/.test(text)) throw new TypeError(`"${text}" is no name`)
  return encodeURIComponent(text)
}

/**
 * Where a URL of an answer leads. The service does not know under which path a gateway shows it. Throws a `TypeError` for
 * another host, which must not see the caller's credentials.
 */
export function answerUrl(base: string, url: string): URL {
  const { origin, pathname } = new URL(base)
  const target = new URL(url, base)
  if (target.origin !== origin) throw new TypeError(`${target.origin} is not the API at ${origin}`)
  const prefix = pathname.replace(/\/$/, '')
  const isBelow = target.pathname.startsWith(`${prefix}${routes}/`) || !target.pathname.startsWith(routes)
  return isBelow ? target : new URL(origin + prefix + target.pathname + target.search)
}
