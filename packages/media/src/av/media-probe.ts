export interface SoundStream {
  /** Index of the stream in the file. */
  index: number
  codec: string
  /** As tagged in the file, such as `eng`; null without a tag. */
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
  chapters: { start: number; title: string }[]
}
