/** A path of the archive as the target of a link: what Markdown or a URL takes for something else is percent-encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodePart).join('/')
}

/** The same from the file `from` to the file `to`, both paths of the archive. */
export function relativeLink(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1)
  const parts = to.split('/')
  let shared = 0
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++
  return encodePath([...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/'))
}

/** Text as a part of an address. */
export const encodePart = (part: string): string =>
  encodeURIComponent(part).replace(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
