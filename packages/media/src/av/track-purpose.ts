/**
 * What a track of sound or text holds: what is said in the talk · `dub`: spoken over it in another language ·
 * `commentary`: other people about it · `description`: of what is to be seen · `forced`: only what is not in the
 * language of the sound · `other`: lyrics, music without voices, data.
 */
export type TrackPurpose = 'talk' | 'dub' | 'commentary' | 'description' | 'forced' | 'other'

/** ffprobe's flags, by its names. Matroska and MP4 have them; authors often write them into the title only. */
export type Disposition = Readonly<Record<string, number>>

const byFlag: readonly (readonly [flag: string, purpose: TrackPurpose])[] = [
  ['forced', 'forced'],
  ['comment', 'commentary'],
  ['visual_impaired', 'description'],
  ['descriptions', 'description'],
  ['lyrics', 'other'],
  ['karaoke', 'other'],
  ['clean_effects', 'other'],
  ['metadata', 'other'],
  ['timed_thumbnails', 'other'],
  ['dub', 'dub'],
]

const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${alternatives.join('|')})(?!\\p{L})`, 'iu')

const byTitle: readonly (readonly [title: RegExp, purpose: TrackPurpose])[] = [
  [
    words(
      'forced',
      'foreign (?:parts|dialogue) only',
      'erzwungene?r?',
      'forcée?s?',
      'forzat[oi]',
      'forzados?',
    ),
    'forced',
  ],
  [
    words('signs?(?: ?[&/+,] ?| and )songs?', 'songs?(?: ?[&/+,] ?| and )signs?', 'signs? only', '^signs?$'),
    'forced',
  ],
  [words('comment(?:ary|aries|aires?)', 'kommentar(?:e|spur)?', 'commento', 'comentarios?'), 'commentary'],
  [
    words(
      'audio[- ]?description',
      'audiodescri(?:zione|pción)',
      'audiodes[ck]ription',
      'audio described',
      'descriptive(?: audio)?',
      'described video',
      'hörfilm\\p{L}*',
      'visually impaired',
    ),
    'description',
  ],
  [words('karaoke', 'lyrics', 'music (?:and|&) effects', 'm&e', 'music only'), 'other'],
]

/** By the flags of a track, else by its title. */
export function trackPurpose(disposition: Disposition | undefined, title: string | null): TrackPurpose {
  const flagged = byFlag.find(([flag]) => disposition?.[flag] === 1)
  if (flagged) return flagged[1]
  return byTitle.find(([said]) => said.test(title ?? ''))?.[1] ?? 'talk'
}
