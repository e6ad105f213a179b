/** An address of a folder of the web: relative ones are of what stands before its last slash. */
export function folderUrl(address: string): string {
  const url = new URL(address)
  url.search = ''
  url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url.href
}
