/**
 * Where captions come from: named by the `job` or its `page`, `sidecar` files next to the recording, a `track` inside
 * it, or the `site` that shows it.
 */
export const captionOrigins = ['job', 'page', 'sidecar', 'track', 'site'] as const
export type CaptionOrigin = (typeof captionOrigins)[number]
