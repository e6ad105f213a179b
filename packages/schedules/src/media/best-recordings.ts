import type { ProgrammeLink } from '@async-events/core'

/**
 * Recordings of one talk, the one first that the video worker reads best: a file before a page, since a page needs a further program or
 * request; MP4 before WebM before other containers; in WebM not AV1, which decodes slowest; sound alone last. Among equal ones that which is not questions and
 * answers alone, the larger picture up to 720 lines, then the order of the source.
 */
export function bestRecordings(found: readonly ProgrammeLink[]): ProgrammeLink[] {
  const unique = found.filter(({ url }, at) => found.findIndex((one) => one.url === url) === at)
  const ranked = unique.map((link, at) => ({ link, rank: [...rankOf(link), at] }))
  return ranked.toSorted((a, b) => compare(a.rank, b.rank)).map(({ link }) => link)
}

const goodHeight = 720

/** Lower is better. */
function rankOf({ url, title }: ProgrammeLink): number[] {
  const { hostname, pathname } = new URL(url)
  const ending = /\.([a-z0-9]{2,4})$/i.exec(pathname)?.[1]?.toLowerCase() ?? ''
  const words = `${title ?? ''} ${pathname}`
  return [
    isPart(title ?? '') ? 1 : 0,
    containers[ending] ?? (/(?:^|\.)media\.ccc\.de$/.test(hostname) ? ownPage : otherPage),
    /\bav1\b/i.test(words) ? 1 : 0,
    heightRank(words),
  ]
}

const [ownPage, otherPage] = [5, 6]
const containers: Readonly<Record<string, number>> = {
  ...{ mp4: 0, m4v: 0, webm: 1, mkv: 2, mov: 2, ogv: 3, avi: 4 },
  ...{ mp3: 7, m4a: 7, opus: 7, ogg: 7, oga: 7, flac: 7, wav: 7, aac: 7 },
}

/** Of a talk and its questions in two files, the talk. */
const isPart = (title: string): boolean => /\bq ?(?:&|and|\/)? ?a\b|questions and answers/i.test(title)

function heightRank(words: string): number {
  const height = Number(/(?<!\d)(\d{3,4})p\b/.exec(words)?.[1] ?? (/[-_.]hd\b/i.test(words) ? goodHeight : 0))
  return height === 0 ? goodHeight / 2 : height <= goodHeight ? goodHeight - height : height
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) if (value !== b[at]) return value - (b[at] ?? 0)
  return 0
}
