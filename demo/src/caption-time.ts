/** As WebVTT writes times: hours only where there are some, thousandths after a point. */
export const vttTime = String.raw`(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}`
/** As SubRip writes times: always with hours, thousandths after a comma. */
export const srtTime = String.raw`\d{2,}:[0-5]\d:[0-5]\d,\d{3}`

/** Milliseconds; null for an invalid WebVTT timestamp. */
export function readVttTime(text: string): number | null {
  return new RegExp(`^${vttTime}$`).test(text) ? milliseconds(text) : null
}

/** For a valid timestamp. */
export function milliseconds(time: string): number {
  const [fraction = '0', seconds = '0', minutes = '0', hours = '0'] = time.split(/[:.,]/).reverse()
  return Number(fraction) + 1000 * (Number(seconds) + 60 * (Number(minutes) + 60 * Number(hours)))
}
