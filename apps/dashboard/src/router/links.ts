/** Addresses of the views, for `href`. */
export const links = {
  batches: '#/',
  batch: (id: string): string => `#/batches/${encodeURIComponent(id)}`,
  job: (id: string): string => `#/jobs/${encodeURIComponent(id)}`,
  read: (id: string): string => `#/jobs/${encodeURIComponent(id)}/read`,
  new: '#/new',
  system: '#/system',
  signIn: '#/sign-in',
}
