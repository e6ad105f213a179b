/** Percent-encodes a path of the archive as a link target, so that Markdown and URLs read it as it is. */
export function encodePath(path: string): string {
  return path.split('/').map(encodePart).join('/')
}

/** Relative link from the file `from` to the file `to`. */
export function relativeLink(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1)
  const parts = to.split('/')
  let shared = 0
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++
  return encodePath([...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/'))
}

/** Encodes one part of a URL. */
export const encodePart = (part: string): string =>
  encodeURIComponent(part).replace(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
