/** Sites of slides and the paths of one deck; profiles have others. */
const hosts: readonly { host: RegExp; deck: RegExp }[] = [
  {
    host: /^(?:www\.)?speakerdeck\.com$/,
    deck: /^\/(?!c\/|p\/|search|features|pro\b)(?:player\/\w|[^/]+\/[^/]+)/,
  },
  {
    host: /^(?:www\.|[a-z]{2}\.)?slideshare\.net$/,
    deck: /^\/(?:slideshow\/(?:embed_code\/)?.|(?!search\/|category\/|explore)[^/]+\/(?!followers|following|presentations|documents)[^/]+)/,
  },
  { host: /^docs\.google\.com$/, deck: /^\/(?:a\/[^/]+\/)?presentation\/(?:u\/\d+\/)?d\/./ },
  { host: /^slides\.com$/, deck: /^\/(?!explore|about|pricing|sign_|features)[^/]+\/[^/]+/ },
  { host: /^(?:www\.)?slid\.es$/, deck: /^\/[^/]+\/[^/]+/ },
  { host: /^noti\.st$/, deck: /^\/[^/]+\/\w{4,}/ },
  { host: /^(?:www\.)?canva\.com$/, deck: /^\/design\/./ },
  { host: /^(?:www\.)?prezi\.com$/, deck: /^\/(?:(?:p|view|i|embed)\/.|[\w-]{10,}\/[^/])/ },
  { host: /^pitch\.com$/, deck: /^\/(?:v|public|embed)\/./ },
  { host: /^(?:www\.)?beautiful\.ai$/, deck: /^\/(?:player|deck)\/./ },
  { host: /^(?:www\.)?emaze\.com$/, deck: /^\/@/ },
  { host: /^(?:www\.)?swipe\.to$/, deck: /^\/./ },
  { host: /^sway\.(?:office|cloud\.microsoft|com)(?:\.com)?$/, deck: /^\/./ },
  { host: /^view\.officeapps\.live\.com$/, deck: /^\/op\/(?:embed|view)\.aspx/ },
]

/** Sites of files of any kind: slides where the page says so. */
const fileHosts: readonly { host: RegExp; file: RegExp }[] = [
  { host: /^zenodo\.org$/, file: /^\/records?\/\d/ },
  { host: /^(?:www\.)?figshare\.com$|\.figshare\.com$/, file: /^\/(?:articles|ndownloader)\/./ },
  { host: /^drive\.google\.com$/, file: /^\/(?:file\/d\/.|open$|uc$)/ },
  { host: /^(?:www\.)?dropbox\.com$/, file: /^\/(?:s|scl\/fi)\/./ },
  { host: /^osf\.io$/, file: /^\/\w{5}/ },
  { host: /^(?:dx\.)?doi\.org$/, file: /^\/10\.\d+\/(?:zenodo|m9\.figshare)/i },
  { host: /^(?:onedrive\.live|1drv)\.(?:com|ms)$|\.sharepoint\.com$/, file: /^\/./ },
  { host: /^(?:hackmd\.io|hedgedoc\.\S+)$/, file: /^\/(?:@[^/]+|p)\/./ },
]

const anyDeckHost = new RegExp(hosts.map(({ host }) => host.source).join('|'))
const anyFileHost = new RegExp(fileHosts.map(({ host }) => host.source).join('|'))

/** A page with one deck. */
export const isDeckPage = (address: string | URL): boolean => {
  const { hostname, pathname } = new URL(address)
  return (
    anyDeckHost.test(hostname) && hosts.some(({ host, deck }) => host.test(hostname) && deck.test(pathname))
  )
}

/** A page from which one file of some kind is downloaded. */
export const isFilePage = ({ hostname, pathname }: URL): boolean =>
  anyFileHost.test(hostname) && fileHosts.some(({ host, file }) => host.test(hostname) && file.test(pathname))

/** On a site of slides, one deck or not. */
export const isOnSlideHost = (url: URL): boolean => anyDeckHost.test(url.hostname)
