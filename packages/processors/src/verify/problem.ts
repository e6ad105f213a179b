/** What can be wrong with an archive. */
export const problemCodes = [
  'zip_unreadable',
  'entry_unsafe',
  'entry_twice',
  'entry_damaged',
  'manifest_missing',
  'manifest_invalid',
  'file_missing',
  'file_unlisted',
  'size_differs',
  'hash_differs',
  'link_broken',
  'anchor_broken',
  'front_matter_invalid',
  'data_missing',
  'data_invalid',
  'data_differs',
] as const

export interface Problem {
  code: (typeof problemCodes)[number]
  /** Of the file in the archive; null of the archive itself. */
  path: string | null
  message: string
}
