/** What a recording may be. Beyond is `resource_limit`. */
export const mediaLimits = {
  /** Pixels of a picture. */
  pixels: 8192 * 8192,
  streams: 64,
  /** Seconds. */
  duration: 12 * 3600,
} as const
