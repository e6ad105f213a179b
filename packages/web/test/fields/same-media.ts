/** One key for all addresses of a video or slide deck: player, short link and page are the same. */
export function mediaKey(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  const host = url.hostname.replace(/^(?:www|m|player|embed|sp)\./, '')
  const path = url.pathname.replace(/\/$/, '')
  if (host === 'youtu.be') return `youtube ${path.slice(1)}`
  if (host === 'youtube.com' || host === 'youtube-nocookie.com')
    return `youtube ${url.searchParams.get('v') ?? path.split('/').at(-1)}`
  if (host === 'vimeo.com') return `vimeo ${/\d{6,}/.exec(path)?.[0] ?? path}`
  if (host === 'nicovideo.jp') return `nicovideo ${path.split('/').at(-1)}`
  if (host === 'dailymotion.com') return `dailymotion ${path.split('/').at(-1)}`
  if (host === 'media.ccc.de') return `media.ccc.de ${path.replace(/\/oembed$/, '')}`
  if (host === 'docs.google.com') return `google ${/\/d\/(?:e\/)?([^/]+)/.exec(path)?.[1] ?? path}`
  const peertube = /^\/(?:videos\/(?:watch|embed)|w)\/([\w-]{8,})$/.exec(path)
  return `${host}${peertube ? ` ${peertube[1]}` : path}${url.search}`
}
