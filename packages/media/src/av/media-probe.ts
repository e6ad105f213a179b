import type { TrackPurpose } from './track-purpose.ts'

export interface SoundStream {
  /** Index of the stream in the file. */
  index: number
  codec: string
  channels: number
  /** Places of the channels by ffmpeg's names, such as `5.1(side)`; null where the file does not tell. */
  layout: string | null
  /** As tagged in the file, such as `eng`; null without a tag. */
  language: string | null
  isDefault: boolean
  purpose: TrackPurpose
}

export interface PictureStream {
  index: number
  codec: string
  width: number
  height: number
}

export interface SubtitleStream {
  index: number
  codec: string
  language: string | null
  label: string | null
  purpose: TrackPurpose
}

/** ffprobe's description of a recording. Times in seconds. */
export interface MediaProbe {
  /** By format and streams, such as `video/mp4`. */
  mediaType: string
  /** Null when it is unknown. */
  duration: number | null
  title: string | null
  sounds: SoundStream[]
  /** The video stream; cover art is none. */
  picture: PictureStream | null
  /** Text streams only. */
  subtitles: SubtitleStream[]
  /** Streams that are not read: pictures of text, and TTML. */
  unreadSubtitles: SubtitleStream[]
  chapters: { start: number; title: string }[]
}
