import { safeUrl } from '../markdown/safe-url.ts'

/** `[12:34](https://…#t=754)`, or the bare time without a video; `more` is appended to the time. */
export function timeLink(seconds: number, video: string | null, more = ''): string {
  const whole = Math.floor(seconds)
  const shown = clock(whole) + more
  const target = video === null ? null : safeUrl(atTime(video, whole))
  return target === null ? shown : `[${shown}](${target})`
}

/** `12:34`, with hours `1:12:34`; whole seconds. */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Media fragment (W3C Media Fragments URI 1.0); YouTube and Vimeo want a form of their own. */
function atTime(video: string, seconds: number): string {
  if (!URL.canParse(video)) return video
  const url = new URL(video)
  if (/(^|\.)(youtube\.com|youtube-nocookie\.com|youtu\.be)$/.test(url.hostname)) {
    url.searchParams.set('t', `${seconds}s`)
  } else {
    url.hash = /(^|\.)vimeo\.com$/.test(url.hostname) ? `t=${seconds}s` : `t=${seconds}`
  }
  return url.href
}
