/** Seconds, exact to what is written in captions. */
export const inMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000
