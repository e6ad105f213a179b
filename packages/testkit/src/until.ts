/** Most time between two looks, in milliseconds, unless the caller says otherwise. */
const rarestMs = 200

/** Looks at first every `firstMs`, and more rarely the longer it takes: looking costs those that are waited for their time. */
export const rarer =
  (firstMs: number, lastMs: number) =>
  (passedMs: number): number =>
    Math.min(Math.max(firstMs, passedMs / 20), lastMs)

/** Looks until the value is there: every `everyMs` milliseconds, which may depend on the time that has passed. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limitMs: number,
  what: string,
  everyMs: number | ((passedMs: number) => number) = rarer(50, rarestMs),
): Promise<T> {
  const start = performance.now()
  for (;;) {
    const value = await look()
    if (value) return value
    const passed = performance.now() - start
    if (passed > limitMs) throw new Error(`not within ${limitMs / 1000} s: ${what}`)
    const pause = typeof everyMs === 'number' ? everyMs : everyMs(passed)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
