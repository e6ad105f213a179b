/** Relative link from the page or file `from` to `to`, both paths of the site: it works from any folder of any web space. */
export function linkTo(from: string, to: string): string {
  const up = from.split('/').length - 1
  return '../'.repeat(up) + to.split('/').map(encodePart).join('/')
}

/** RFC 3986 permits these in a path, but they end addresses in other texts. */
const encodePart = (part: string): string =>
  encodeURIComponent(part).replace(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
