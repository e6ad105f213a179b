import { documentType, isVideoFile, pathEnding } from '../facts/page-facts.ts'
import { isDeckPage, isFilePage } from './slide-hosts.ts'
import { isAudioFile, isBackgroundPlayer, isVideoPage } from './video-hosts.ts'
import {
  conferenceDocumentWords,
  deckWords,
  formWords,
  materialWords,
  slidesWords,
} from './wording/document-wording.ts'
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

/** A link that is said to belong to one talk, without the page around it. */
export interface TalkLink {
  url: string
  title: string | null
  /** `slides`, `paper`, `video` …, as who listed it says. */
  kind: string | null
  /** Listed among the talk's files, not among links about it. */
  isFile: boolean
}

export type LinkMeaning = 'recording' | 'captions' | 'slides' | 'document' | null

/** What a link of a talk leads to, by its kind, its words and its address; null for anything else about the talk. */
export function meaningOfLink({ url, title, kind, isFile }: TalkLink): LinkMeaning {
  const said = title === null || title === url ? wordsOf('') : wordsOf(withoutFormats(title))
  const stated = wordsOf(kind ?? '')
  if (isCaptionFile.test(pathEnding(url))) return 'captions'
  if (slidesWords.isIn(stated)) return 'slides'
  if (isVideoFile(url) || isAudioFile(url)) return ofMediaFile(url, said, stated, isFile)
  if (isVideoPage(url)) return ofVideoPage(url, said, stated)
  if (isPicture.test(pathEnding(url))) return null
  return ofDocument(url, said, stated, isFile)
}

const isCaptionFile = /^(?:vtt|srt)$/
const isPicture = /^(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$/

/** `Video recording (WebM/VP9) - 57.2 MB` says no more than `Video recording`. */
const withoutFormats = (title: string): string =>
  title
    .slice(0, 300)
    .replace(
      /\b(?:webm|mp4|m4v|mkv|ogv|av1|vp[89]|[hx]\.?26[45]|avc|hevc|opus|aac|\d{3,4}p|(?:full ?)?hd|sd)\b/gi,
      ' ',
    )
    .replace(/\b\d+(?:[.,]\d+)?\s*(?:[kmg]i?b?|bytes)\b/gi, ' ')

const isElsewhere = (words: Words): boolean =>
  [otherOccasionWords, aboutTheConferenceWords, manyVideosWords, otherTalksWords].some((one) =>
    one.isIn(words),
  )

/** A file of sound or pictures: the recording, unless it is one that the speaker brought along. */
function ofMediaFile(url: string, said: Words, stated: Words, isFile: boolean): LinkMeaning {
  if (isElsewhere(said) || demoWords.isIn(said)) return null
  if (isFile) return isRecordingKind.test(stated.text) || saysOnly(recordingWords, said) ? 'recording' : null
  if (recordingWords.isIn(said) || recordingWords.isIn(stated)) return 'recording'
  if (isAudioFile(url)) return /^\W*audio\W*$/i.test(said.text) ? 'recording' : null
  return said.list.length === 0 ? 'recording' : null
}

/** `media` of C3VOC's second version; `video` among files is what a speaker brought along. */
const isRecordingKind = /^(?:recording|media|vod)$/i

/** Talks link to many videos: this is the recording where the link says that, and nothing of its own. */
function ofVideoPage(url: string, said: Words, stated: Words): LinkMeaning {
  if (isBackgroundPlayer(url) || isElsewhere(said) || demoWords.isIn(said)) return null
  if (isRecordingKind.test(stated.text)) return 'recording'
  if (saysOnly(liveWords, said) && !recordingWords.isIn(said)) return null
  return saysOnly(recordingWords, said) ? 'recording' : null
}

const isAboutSpeaker = /\b(?:bio|biograph(?:y|ie)|cv|photo|portrait|headshot|avatar)\b/i

function ofDocument(url: string, said: Words, stated: Words, isFile: boolean): LinkMeaning {
  if (formWords.isIn(said) || isAboutSpeaker.test(said.text)) return null
  const type = documentType(url)
  const isDocument = type !== null || isFilePage(new URL(url))
  if (isDeckPage(url)) return isElsewhere(said) ? null : 'slides'
  const own = wordsOf(`${said.text} ${fileWords(url)}`)
  const isSlides = isFile || isDocument ? slidesWords.isIn(own) : saysOnly(slidesWords, said)
  if (isSlides && !isElsewhere(said) && !(deckWords.isIn(said) && said.list.includes('previous')))
    return 'slides'
  if (isFile && !conferenceDocumentWords.isIn(said)) {
    if (/powerpoint|presentation|keynote/.test(type ?? '')) return 'slides'
    return type !== null || materialWords.isIn(stated) || materialWords.isIn(said) ? 'document' : null
  }
  return isDocument && saysOnly(materialWords, said) ? 'document' : null
}

/** `ReedBeds-slides_v2.pdf` as words. */
function fileWords(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  if (!/\.[a-z0-9]{2,5}$/i.test(name)) return ''
  return name
    .slice(0, 200)
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replaceAll(/%[0-9a-f]{2}/gi, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ')
}
