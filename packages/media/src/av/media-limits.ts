/** Limits of a recording. Beyond: `resource_limit`. */
export const mediaLimits = {
  /** Pixels of a frame. */
  pixels: 8192 * 8192,
  streams: 64,
  /** Seconds. */
  duration: 12 * 3600,
} as const
