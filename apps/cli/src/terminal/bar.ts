/** `[######......]` of `width` signs between the brackets; `part` from 0 to 1. */
export function bar(part: number, width: number): string {
  const full = Math.floor(Math.min(1, Math.max(0, part)) * width)
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`
}
