/** `12:34`, `1:02:05`, `0:00–0:12` */
const times = /^(?:(\d+):)?(\d+):(\d\d)(?:–[\d:]+)?$/

/**
 * The second of the talk that a link of its document leads to: one that is a time, into the recording. Null for every other.
 *
 * @param recording address of the recording; null where there is none
 */
export function timeOfLink(text: string, address: string, recording: string | null): number | null {
  const [, hours = '0', minutes = '', seconds = ''] = times.exec(text.trim()) ?? []
  if (minutes === '' || recording === null || withoutTime(address) !== withoutTime(recording)) return null
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

function withoutTime(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  url.hash = ''
  url.searchParams.delete('t')
  url.searchParams.delete('start')
  return url.href
}
