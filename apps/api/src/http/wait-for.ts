/** Looks again until `done` or the time is over; the last look is returned in any case. */
export async function waitFor<T>(
  look: () => Promise<T>,
  done: (value: T) => boolean,
  seconds: number,
  signal: AbortSignal,
): Promise<T> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const value = await look()
    const left = until - performance.now()
    if (done(value) || left <= 0 || signal.aborted) return value
    await new Promise((resolve) => setTimeout(resolve, Math.min(500, left)))
  }
}
