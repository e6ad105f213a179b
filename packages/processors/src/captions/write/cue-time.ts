/** `hh:mm:ss.mmm`, with the decimal mark of the format. */
export function cueTime(milliseconds: number, mark: '.' | ','): string {
  const part = (value: number, digits: number): string => String(Math.floor(value)).padStart(digits, '0')
  const clock = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  return `${clock.map((value) => part(value, 2)).join(':')}${mark}${part(milliseconds % 1000, 3)}`
}
