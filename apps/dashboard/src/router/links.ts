/** Addresses of the views, for `href`. */
export const links = {
  batches: '#/',
  batch: (id: string): string => `#/batches/${encodeURIComponent(id)}`,
  job: (id: string): string => `#/jobs/${encodeURIComponent(id)}`,
  read: (id: string): string => `#/jobs/${encodeURIComponent(id)}/read`,
  readAt: (id: string, seconds: number): string =>
    `#/jobs/${encodeURIComponent(id)}/read?t=${Math.floor(seconds)}`,
  search: '#/search',
  new: '#/new',
  system: '#/system',
  signIn: '#/sign-in',
}
