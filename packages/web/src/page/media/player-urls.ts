import { webUrl } from '../facts/page-facts.ts'
import type { PageElement } from '../tree/bounded-page.ts'
import { isDeckPage } from './slide-hosts.ts'
import { isBackgroundPlayer, isVideoPage, pageOfPlayer, vimeoPage, youTubePage } from './video-hosts.ts'
import type { Spot } from './walk-media.ts'

/** An element that plays something, with the URLs on known sites. */
export interface ShownPlayer {
  spot: Spot
  urls: readonly string[]
  /** That it shows in a frame. */
  document: string | null
}

/** `<video>`, `<audio>` or a source in one. */
export const isFilePlayer = ({ element: { name }, player }: Spot): boolean =>
  name === 'video' || name === 'audio' || (name === 'source' && player !== null)

const youTubeId = /^[\w-]{11}$/
const vimeoId = /^\d{6,12}$/

/**
 * What an element plays: its `src`, or what a script or a consent dialog will put there. Plug-ins keep the URL in any
 * `data-` attribute, or only the video's id.
 */
export function playerUrls(element: PageElement, base: string): string[] {
  if (!mayPlay(element)) return []
  const urls = [...urlsIn(element, base), ...pageOfId(element)]
  return [...new Set(urls)].filter((url) => !isBackgroundPlayer(url))
}

/** A plain link plays nothing. */
function mayPlay({ name, attribs }: PageElement): boolean {
  if (name !== 'a') return true
  for (const key in attribs) if (key.startsWith('data-')) return true
  return false
}

/** On known sites only: a frame shows maps, forms and advertisements, too. */
const isPlayable = (url: string): boolean => isVideoPage(url) || isDeckPage(url)

function urlsIn({ name, attribs }: PageElement, base: string): string[] {
  const found: string[] = []
  for (const [key, value] of Object.entries(attribs)) {
    const isUrl =
      key.startsWith('data-') ||
      (key === 'src' && name !== 'a') ||
      key === 'srcdoc' ||
      (key === 'video' && name.includes('-'))
    if (!isUrl || value.length < 8 || value.length > 20_000 || /background/i.test(value)) continue
    const whole = /[\s{["<]/.test(value.trim()) ? null : webUrl(value, base)
    // Settings of a script as JSON, and frames as HTML, hold it among others.
    const inside =
      whole === null
        ? (value.replaceAll('\\/', '/').match(/(?:https?:)?\/\/[^\s"'<>\\{}[\]]{6,500}/g) ?? [])
        : []
    for (const url of [
      whole,
      ...inside.slice(0, 10).map((text) => webUrl(text.replaceAll('&amp;', '&'), base)),
    ])
      if (url !== null && isPlayable(url)) found.push(pageOfPlayer(url))
  }
  return found
}

function pageOfId({ name, attribs }: PageElement): string[] {
  const get = (...keys: string[]): string =>
    keys.map((key) => attribs[key]?.trim() ?? '').find((value) => value !== '') ?? ''
  const own = `${name} ${attribs.class ?? ''}`.toLowerCase()
  const stated = get(
    'data-provider',
    'data-plyr-provider',
    'data-platform',
    'data-service',
    'data-source',
    'data-type',
    'data-video-type',
    'data-player',
    'data-host',
    'provider',
  ).toLowerCase()
  const site = /youtube|\blite-yt\b|\byt-/.test(stated || own)
    ? 'youtube'
    : /vimeo/.test(stated || own)
      ? 'vimeo'
      : null
  const id = get(
    'videoid',
    'video-id',
    'data-videoid',
    'data-video-id',
    'data-plyr-embed-id',
    'data-embed-id',
    'data-id',
    'data-video',
    'data-key',
  )
  const youTube =
    get(
      'data-youtube-id',
      'data-youtubeid',
      'data-youtube',
      'data-youtube-video-id',
      'data-yt-id',
      'data-ytid',
      'data-yt',
      'data-yt-video',
      'youtube-id',
    ) || (site === 'youtube' ? id : '')
  if (youTubeId.test(youTube)) return [youTubePage(youTube)]
  const vimeo =
    get('data-vimeo-id', 'data-vimeoid', 'data-vimeo', 'data-vimeo-video-id') || (site === 'vimeo' ? id : '')
  if (vimeoId.test(vimeo)) return [vimeoPage(vimeo)]
  const wistia = /(?:^|\s)wistia_async_(\w{6,20})/.exec(attribs.class ?? '')?.[1]
  if (wistia !== undefined) return [`https://fast.wistia.net/embed/iframe/${wistia}`]
  // The "Lyte" plug-in.
  const lyte = /^WYL_([\w-]{11})$/.exec(attribs.id ?? '')?.[1]
  return lyte === undefined ? [] : [youTubePage(lyte)]
}
