/** Newest first. `after` is the last item of the page before. */
export interface Page {
  limit: number
  skip: number
  after: { created_at: Date; id: string } | null
}
