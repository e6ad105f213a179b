import { pathEnding } from '../facts/page-facts.ts'

/** A card that leads to the video. */
const thumbnail = /^\/thumb(?:_watch)?\/([a-z]{2}\d+)/

/** Sites and the paths of their pages or players with one video; channels, playlists and profiles have others. */
const hosts: readonly { host: RegExp; page: (url: URL) => boolean }[] = [
  { host: /^(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com$/, page: isYouTubeVideo },
  { host: /^(?:www\.)?youtu\.be$/, page: ({ pathname }) => /^\/[\w-]{3,}\/?$/.test(pathname) },
  {
    host: /^(?:www\.|player\.)?vimeo\.com$/,
    page: ({ pathname }) =>
      /(?:^|^\/(?:video|event|channels\/[^/]+|groups\/[^/]+\/videos|(?:album|showcase)\/\d+\/video))\/\d+(?:\/|$)/.test(
        pathname,
      ),
  },
  { host: /^(?:app\.)?media\.ccc\.de$/, page: ({ pathname }) => /^\/v\/./.test(pathname) },
  { host: /^streaming\.media\.ccc\.de$/, page: ({ pathname }) => /\/relive\/\d/.test(pathname) },
  {
    host: /^(?:www\.|sp\.|embed\.|live\d?\.)?nicovideo\.jp$/,
    page: ({ pathname }) => /^\/watch\/[a-z]{2}\d/.test(pathname),
  },
  { host: /^ext\.nicovideo\.jp$/, page: ({ pathname }) => thumbnail.test(pathname) },
  { host: /^nico\.ms$/, page: ({ pathname }) => /^\/[a-z]{2}\d/.test(pathname) },
  {
    host: /^(?:www\.|geo\.)?dailymotion\.com$/,
    page: ({ pathname, searchParams }) =>
      /^\/(?:embed\/)?video\/./.test(pathname) || searchParams.has('video'),
  },
  { host: /^dai\.ly$/, page: hasPath },
  {
    host: /^(?:www\.|m\.)?twitch\.tv$/,
    page: ({ pathname }) => /^\/(?:videos|[^/]+\/v(?:ideo)?)\/\d/.test(pathname),
  },
  { host: /^player\.twitch\.tv$/, page: ({ searchParams }) => searchParams.has('video') },
  {
    host: /^(?:[\w-]+\.)*wistia\.(?:com|net)$/,
    page: ({ pathname }) => /^\/(?:medias|embed\/(?:iframe|medias))\/./.test(pathname),
  },
  { host: /^(?:www\.)?loom\.com$/, page: ({ pathname }) => /^\/(?:share|embed)\/./.test(pathname) },
  {
    host: /^(?:[\w-]+\.)*panopto\.(?:com|eu)$/,
    page: ({ pathname }) => /^\/panopto\/pages\/(?:viewer|embed)\.aspx/i.test(pathname),
  },
  {
    host: /^(?:[\w-]+\.)*kaltura\.com$/,
    page: ({ pathname }) => /^\/(?:p|media|index\.php\/extwidget)\/./.test(pathname),
  },
  { host: /^(?:www\.|m\.)?bilibili\.com$/, page: ({ pathname }) => /^\/video\/(?:BV|av)/i.test(pathname) },
  { host: /^player\.bilibili\.com$/, page: hasPath },
  { host: /^rutube\.ru$/, page: ({ pathname }) => /^\/(?:video|play\/embed)\/./.test(pathname) },
  { host: /^slideslive\.com$/, page: ({ pathname }) => /^\/(?:embed\/presentation\/)?\d/.test(pathname) },
  { host: /^(?:www\.)?infoq\.com$/, page: ({ pathname }) => /^\/presentations\/./.test(pathname) },
  {
    host: /^(?:www\.)?facebook\.com$/,
    page: ({ pathname }) => /^\/(?:[^/]+\/videos\/.*\d|plugins\/video\.php|watch\/?$)/.test(pathname),
  },
  { host: /^odysee\.com$/, page: ({ pathname }) => /^\/(?:@[^/]+|\$\/embed)\/./.test(pathname) },
  { host: /^rumble\.com$/, page: ({ pathname }) => /^\/(?:embed\/)?v\w/.test(pathname) },
  { host: /^streamable\.com$/, page: hasPath },
  { host: /^av\.tib\.eu$/, page: ({ pathname }) => /^\/(?:media|player)\/\d/.test(pathname) },
  { host: /^(?:www\.)?videolectures\.net$/, page: hasPath },
  { host: /^underline\.io$/, page: ({ pathname }) => /^\/lecture\/./.test(pathname) },
  { host: /^(?:[\w-]+\.)?zoom\.us$/, page: ({ pathname }) => /^\/rec\/(?:share|play)\/./.test(pathname) },
  { host: /^(?:www\.|embed\.)?ted\.com$/, page: ({ pathname }) => /^\/talks\/./.test(pathname) },
  { host: /^(?:www\.)?livestream\.com$/, page: ({ pathname }) => /\/videos\/\d/.test(pathname) },
  {
    host: /^(?:www\.)?(?:ustream\.tv|video\.ibm\.com)$/,
    page: ({ pathname }) => /^\/(?:embed\/)?recorded\/\d/.test(pathname),
  },
  { host: /^(?:www\.)?archive\.org$/, page: ({ pathname }) => /^\/embed\/./.test(pathname) },
  // Other items of the archive are texts and sound; who links one as a recording says so.
]

/** PeerTube (`/w/`, `/videos/…`) and BigBlueButton run on any host. */
const anyHost =
  /^\/(?:videos\/(?:watch|embed)\/(?!playlist)[\w-]{8,}|w\/(?!p\/)[\w-]{8,}|playback\/(?:presentation|video)\/[\d.]*\/?[\da-f]{40})/

/** One test for the many links to other sites. */
const anyKnown = new RegExp(hosts.map(({ host }) => host.source).join('|'))

/** A page or player that shows one video. */
export function isVideoPage(address: string | URL): boolean {
  const url = new URL(address)
  const known = anyKnown.test(url.hostname) ? hosts.find(({ host }) => host.test(url.hostname)) : undefined
  return known ? known.page(url) : anyHost.test(url.pathname)
}

/** On a site of videos, one video or not: a channel is no recording, whatever its link says. */
export const isOnVideoHost = (url: URL): boolean =>
  anyKnown.test(url.hostname) && !/(?:^|\.)archive\.org$/.test(url.hostname)

export const isAudioFile = (url: string): boolean =>
  /^(?:mp3|m4a|ogg|oga|opus|flac|wav|aac)$/.test(pathEnding(url))

/** A player set up as decoration: it starts mute and repeats, or has no controls. */
export function isBackgroundPlayer(address: string): boolean {
  const { searchParams: asked } = new URL(address)
  const isOn = (name: string): boolean => /^(?:1|true)$/.test(asked.get(name) ?? '')
  return (
    isOn('background') ||
    (isOn('autoplay') && (isOn('mute') || isOn('muted')) && (isOn('loop') || asked.get('controls') === '0'))
  )
}

/** Where people watch what a card only shows; other players are as good as their page. */
export function pageOfPlayer(address: string): string {
  const { hostname, pathname } = new URL(address)
  const id = hostname === 'ext.nicovideo.jp' ? thumbnail.exec(pathname)?.[1] : undefined
  return id === undefined ? address : `https://www.nicovideo.jp/watch/${id}`
}

export const youTubePage = (id: string): string => `https://www.youtube.com/watch?v=${id}`
export const vimeoPage = (id: string): string => `https://vimeo.com/${id}`

function isYouTubeVideo({ pathname, searchParams }: URL): boolean {
  if (/^\/watch\/?$/.test(pathname)) return (searchParams.get('v') ?? '') !== ''
  // `videoseries` is a playlist, `live_stream` a channel.
  return /^\/(?:embed|live|shorts|v|e)\/(?!videoseries|live_stream)[\w-]/.test(pathname)
}

function hasPath({ pathname }: URL): boolean {
  return pathname.length > 4
}
