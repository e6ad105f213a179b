/** To the millisecond. */
export const toMillis = (seconds: number): number => Math.round(seconds * 1000) / 1000
