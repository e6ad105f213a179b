/** Sites that offer the file of a page under another URL. */
const sites: readonly { page: RegExp; file: (...found: string[]) => string }[] = [
  {
    // Published to the web (`/d/e/`), there is no file.
    page: /^https:\/\/docs\.google\.com\/(?:a\/[^/]+\/)?presentation\/(?:u\/\d+\/)?d\/(?!e\/)([\w-]+)(?!.*\/export)/,
    file: (id) => `https://docs.google.com/presentation/d/${id}/export/pdf`,
  },
  {
    page: /^https:\/\/drive\.google\.com\/(?:file\/d\/|open\?id=)([\w-]+)/,
    file: (id) => `https://drive.google.com/uc?export=download&id=${id}`,
  },
  {
    page: /^https:\/\/github\.com\/([^/]+\/[^/]+)\/blob\/([^?#]+)/,
    file: (repository, path) => `https://github.com/${repository}/raw/${path}`,
  },
  {
    page: /^(https:\/\/(?:www\.)?dropbox\.com\/(?:s|scl\/fi)\/[^?#]+)\??([^#]*)/,
    file: (path, query) => {
      const asked = new URLSearchParams(query)
      asked.set('dl', '1')
      return `${path}?${asked}`
    },
  },
]

/** Where the file is that a page of a known site shows: the same URL for any other. */
export function fileOfPage(url: string): string {
  for (const { page, file } of sites) {
    const found = page.exec(url)
    if (found) return file(...found.slice(1))
  }
  return url
}
