/** Letters that are inserted, left out or replaced between two words; `most` + 1 where it is more. Words are short. */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const now = [row]
    let least = row
    for (let at = 1; at <= b.length; at++) {
      const replaced = (above[at - 1] ?? 0) + (a[row - 1] === b[at - 1] ? 0 : 1)
      const cost = Math.min(replaced, (above[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1)
      now.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    above = now
  }
  return Math.min(above[b.length] ?? 0, most + 1)
}
