import { sameLanguage } from '@async-events/core'
import type { SoundStream, SubtitleStream } from '@async-events/media'

/**
 * The sound of the talk: neither a commentary nor a description, and no dubbed voice where the original is there; of
 * those the track in the language of the talk, else the one that the file names first. Where all are something else,
 * one of them is better than none.
 */
export function chooseSound(sounds: readonly SoundStream[], language: string): SoundStream | null {
  const spoken = [['talk'], ['talk', 'dub']]
    .map((purposes) => sounds.filter(({ purpose }) => purposes.includes(purpose)))
    .find((found) => found.length > 0)
  const of = spoken ?? sounds
  return (
    of.find((stream) => sameLanguage(stream.language, language)) ??
    of.find(({ isDefault }) => isDefault) ??
    of[0] ??
    null
  )
}

/** Subtitles that stand for what is said. */
export const captionTracks = (subtitles: readonly SubtitleStream[]): SubtitleStream[] =>
  subtitles.filter(({ purpose }) => purpose === 'talk' || purpose === 'dub')
