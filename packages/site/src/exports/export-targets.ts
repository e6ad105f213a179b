export const exportTargets = ['c3voc', 'youtube', 'peertube', 'pretalx'] as const
export type ExportTarget = (typeof exportTargets)[number]
