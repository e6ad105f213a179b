/** Newest first unless `oldestFirst`. `after` is the last item of the page before. */
export interface Page {
  limit: number
  skip: number
  oldestFirst?: boolean
  after: { created_at: Date; id: string } | null
}

/** What was made in a span of time: from `created_after` on, before `created_before`. */
export interface CreatedBetween {
  created_after?: Date
  created_before?: Date
}
