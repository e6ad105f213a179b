import { isVideoFile, webUrl } from '../facts/page-facts.ts'
import type { PageElement } from '../tree/bounded-page.ts'
import type { LinkedRecording } from './linked-media.ts'
import type { PageAnchor } from './page-link.ts'
import type { Place } from './place.ts'
import { isFilePlayer, type ShownPlayer } from './player-urls.ts'
import { isAudioFile, isBackgroundPlayer, isOnVideoHost, isVideoPage } from './video-hosts.ts'
import type { Spot } from './walk-media.ts'
import { saysOnly } from './wording/filler.ts'
import { otherTalksWords } from './wording/other-talks-wording.ts'
import { type Words, wordsOf } from './wording/phrases.ts'
import {
  aboutTheConferenceWords,
  demoWords,
  liveWords,
  manyVideosWords,
  otherOccasionWords,
  recordingWords,
} from './wording/recording-wording.ts'

export interface Recording {
  url: string
  /** The `<video>` that shows it. */
  player: PageElement | null
}

interface Candidate extends Recording {
  score: number
}

/** What speaks for a recording, by what shows it. The least that is taken is `least`. */
const scores = {
  mediaElement: 75,
  linkedData: 74,
  frame: 68,
  fileLink: 45,
  pageLink: 30,
  namedLink: 25,
  sharedVideo: 45,
  audioElement: 12,
  audioLink: 10,
} as const
const least = 30

const places: Readonly<Record<Place, number>> = {
  session: 20,
  outside: 0,
  aside: -10,
  speaker: -25,
  frame: -50,
  others: -100,
}

/** Words of the link or the heading that name the recording. */
const saysSo = 20
const ofAnother = -100
const inProse = -25
const isDemo = -25
const isLive = -15
/** Characters of a paragraph next to its links. */
const prose = 200

/** The recording of the talk; of several with equal claims the first on the page. */
export function chooseRecording(
  players: readonly ShownPlayer[],
  links: readonly PageAnchor[],
  linked: readonly LinkedRecording[],
  shared: readonly string[],
  page: string,
): Recording | null {
  const candidates = [
    ...ofLinkedData(linked),
    ...players.flatMap((shown) => ofPlayer(shown, page)),
    ...links.flatMap(ofLink),
    ...shared
      .map((text) => webUrl(text, page))
      .filter((url) => url !== null)
      .filter((url) => (isVideoFile(url) || isVideoPage(url)) && !isBackgroundPlayer(url))
      .map((url): Candidate => ({ url, player: null, score: scores.sharedVideo })),
  ]
  let best: Candidate | null = null
  for (const one of candidates) if (one.score >= least && one.score > (best?.score ?? 0)) best = one
  return best
}

function ofLinkedData(linked: readonly LinkedRecording[]): Candidate[] {
  const own = linked.filter(({ name }) => ofOwnWords(wordsOf(name)) > ofAnother)
  // Several that belong to nothing are a list of videos.
  const [first] = own.filter(({ nested }) => nested || own.length === 1)
  return first ? [{ url: first.url, player: null, score: scores.linkedData }] : []
}

function ofPlayer({ spot, urls }: ShownPlayer, page: string): Candidate[] {
  const { element, player } = spot
  const { attribs } = element
  const around = places[spot.place] + ofHeadings(spot) + ofLabel(spot)
  if (isFilePlayer(spot)) {
    const files = [attribs.src, attribs['data-src'], attribs['data-lazy-src'], attribs['data-video-src']]
    const file = files.map((text) => webUrl(text, page)).find((url) => url !== null)
    const isAudio = (player ?? element).name === 'audio'
    const base = isAudio ? scores.audioElement : scores.mediaElement
    if (file) return [{ url: file, player: player ?? element, score: base + around }]
  }
  const named = Math.min(0, ofOwnWords(wordsOf(attribs.title ?? attribs['aria-label'] ?? '')))
  return urls.filter(isVideoPage).map((url) => ({ url, player, score: scores.frame + around + named }))
}

function ofLink(link: PageAnchor): Candidate[] {
  const { spot, url, target, own, said } = link
  const isFile = isVideoFile(url)
  const base = isFile
    ? scores.fileLink
    : isVideoPage(target) && !isBackgroundPlayer(url)
      ? scores.pageLink
      : otherBase(link)
  if (base === null) return []
  const words = ofOwnWords(said) <= ofAnother ? ofAnother : ofOwnWords(own)
  const around = ofHeadings(spot) + ofLabel(spot)
  const claims = Math.max(words, around, Math.min(saysSo, words + around))
  const isNamed = words > 0 || around > 0
  const mentioned = !isNamed && spot.paragraph.unlinked > prose ? inProse : 0
  const bad = Math.min(words, 0) + Math.min(around, 0)
  return [{ url, player: null, score: base + places[spot.place] + (bad < 0 ? bad : claims) + mentioned }]
}

/** A page of any site, and sound, where they are called the recording. */
function otherBase({ spot, url, target, said, mediaType }: PageAnchor): number | null {
  if (isAudioFile(url)) return scores.audioLink
  if (mediaType?.startsWith('video/')) return scores.fileLink
  if (mediaType !== null || spot.place !== 'session' || isOnVideoHost(target)) return null
  if (manyVideosWords.isIn(said) || isPlural(said)) return null
  const isCalled =
    saysOnly(recordingWords, said) ||
    (said.list.length <= 8 && recordingWords.isIn(said) && mentionsVideo(target))
  return isCalled ? scores.namedLink : null
}

const mentionsVideo = ({ hostname, pathname }: URL): boolean =>
  /(?:^|[/.-])(?:videos?|recordings?|watch|replay|vod|lectures?|tv|tube|media|mediathek|details)(?=$|[/.-])/i.test(
    hostname + pathname,
  )

const isPlural = ({ list }: Words): boolean =>
  list.some((word) =>
    /^(?:videos|vidéos|vídeos|recordings|aufzeichnungen|grabaciones|registrazioni|opnames|gravações)$/.test(
      word,
    ),
  )

function ofOwnWords(words: Words): number {
  if (manyVideosWords.isIn(words) || otherOccasionWords.isIn(words) || aboutTheConferenceWords.isIn(words))
    return ofAnother
  if (otherTalksWords.isIn(words)) return ofAnother
  if (demoWords.isIn(words)) return isDemo
  const named = recordingWords.isIn(words) ? saysSo : 0
  return liveWords.isIn(words) ? named + isLive : named
}

function ofHeadings({ headings }: Spot): number {
  let sum = 0
  for (const { words } of headings) {
    if (otherOccasionWords.isIn(words)) return ofAnother
    if (words.list.length <= 6 && aboutTheConferenceWords.isIn(words)) return ofAnother
    if (words.list.length <= 6 && recordingWords.isIn(words)) sum = saysSo
  }
  return sum
}

function ofLabel({ label }: Spot): number {
  if (label === '') return 0
  const words = wordsOf(label.slice(-60))
  return Math.max(-30, ofOwnWords(words))
}
