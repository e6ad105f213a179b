/** Polls every `everyMs` milliseconds until the value is there. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limitMs: number,
  what: string,
  everyMs = 50,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const value = await look()
    if (value) return value
    if (performance.now() > end) throw new Error(`not within ${limitMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
