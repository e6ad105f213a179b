import { atTalkTime } from '../../range/at-time-range.ts'
import { safeUrl } from '../markdown/safe-url.ts'

/**
 * `[12:34](https://…#t=754)`, or the bare time without a video; `more` is appended to the time. Where the talk is a part
 * of the recording (`video` ends in `#t=600,1500`) the time is that of the talk, and the link that of the recording.
 */
export function timeLink(seconds: number, video: string | null, more = ''): string {
  const whole = Math.floor(seconds)
  const shown = clock(whole) + more
  const target = video === null ? null : safeUrl(atTalkTime(video, seconds))
  return target === null ? shown : `[${shown}](${target})`
}

/** `12:34`, with hours `1:12:34`; whole seconds. */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
