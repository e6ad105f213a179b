export interface SoundStream {
  /** Number of the stream in the file. */
  index: number
  codec: string
  /** As the file labels it, such as `eng`; null when it does not. */
  language: string | null
  isDefault: boolean
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
}

/** What a recording holds, as ffprobe reads it. Times in seconds. */
export interface MediaProbe {
  /** By content and streams, such as `video/mp4`. */
  mediaType: string
  /** Null when the file does not tell. */
  duration: number | null
  title: string | null
  sounds: SoundStream[]
  /** The moving picture; cover art is none. */
  picture: PictureStream | null
  /** Those that are text. */
  subtitles: SubtitleStream[]
  chapters: { start: number; title: string }[]
}
