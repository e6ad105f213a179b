/** Which rows of a long list are to be drawn: from `first`, before `end`. */
export interface Window {
  first: number
  end: number
}

/** Rows beyond the edges, so that scrolling shows no gaps. */
const margin = 8

export function windowOf(scrollTop: number, height: number, rowHeight: number, count: number): Window {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin)
  return {
    first: Math.min(first, Math.max(0, count - 1)),
    end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin),
  }
}

/** The row that a key leads to from another; null where the key leads nowhere. */
export function rowAfter(key: string, row: number, count: number, perPage: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: perPage,
    PageUp: -perPage,
    Home: -count,
    End: count,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  if (step === undefined || count === 0) return null
  return Math.min(count - 1, Math.max(0, row + step))
}
