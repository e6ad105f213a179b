/** Looks again until the value is there. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limitMs: number,
  what: string,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const value = await look()
    if (value) return value
    if (performance.now() > end) throw new Error(`not within ${limitMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
