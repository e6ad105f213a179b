/** Page numbers as text: `page 3`, `pages 1–4, 7 and 9`. Sorted, each once. */
export function namePages(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && run[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  const names = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
  const last = names.pop()
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`
  return `${numbers.length === 1 ? 'page' : 'pages'} ${list}`
}
