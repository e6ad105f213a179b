import { AppError } from '@async-events/core'
import { mediaLimits } from './media-limits.ts'
import type { MediaProbe, PictureStream, SoundStream, SubtitleStream } from './media-probe.ts'
import { mediaTypeOf } from './media-type.ts'
import { type Disposition, trackPurpose } from './track-purpose.ts'

/** Text subtitles that ffmpeg can read; the others are pictures of text, or TTML. */
const textCodecs = new Set(['mov_text', 'subrip', 'srt', 'webvtt', 'ass', 'ssa', 'text', 'eia_608'])
/** Formats are guessed from the first bytes; scores up to this are guesses on noise (`AVPROBE_SCORE_RETRY`). */
const doubtfulScore = 25
/** Smaller pictures are tracking marks and the like. */
const minSide = 16
const maxChapters = 100

interface RawStream {
  index?: number
  codec_type?: string
  codec_name?: string
  width?: number
  height?: number
  duration?: string
  sample_rate?: string
  channels?: number
  channel_layout?: string
  disposition?: Disposition
  tags?: Record<string, string>
}

interface RawProbe {
  format?: {
    format_name?: string
    duration?: string
    probe_score?: number
    nb_streams?: number
    tags?: Record<string, string>
  }
  streams?: RawStream[]
  chapters?: { start_time?: string; tags?: Record<string, string> }[]
}

/** Reads ffprobe's JSON. Throws `invalid_media` and `resource_limit`. */
export function readProbe(json: string): MediaProbe {
  const { format, streams = [], chapters = [] } = parse(json)
  if (!format?.format_name || (format.probe_score ?? 0) <= doubtfulScore) throw new AppError('invalid_media')
  if (Math.max(streams.length, format.nb_streams ?? 0) > mediaLimits.streams)
    throw new AppError('resource_limit', `The file has more than ${mediaLimits.streams} streams`)

  const known = streams.filter(
    (stream) =>
      stream.index !== undefined && stream.codec_name !== undefined && stream.codec_name !== 'unknown',
  )
  const sounds = known.flatMap(toSound)
  const pictures = known.flatMap(toPicture)
  if (pictures.some(({ width, height }) => width * height > mediaLimits.pixels))
    throw new AppError('resource_limit', 'The pictures of the recording are larger than allowed')
  const subtitles = known.flatMap(toSubtitle)
  const picture = pictures.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? null
  return {
    mediaType: mediaTypeOf(format.format_name, { sounds, picture }),
    duration: positive(format.duration) ?? longest(streams),
    title: oneLine(format.tags?.title, 500),
    sounds,
    picture,
    subtitles: subtitles.filter(isText),
    unreadSubtitles: subtitles.filter((stream) => !isText(stream)),
    chapters: chapters.slice(0, maxChapters).flatMap(({ start_time, tags }) => {
      const start = Number(start_time)
      const title = oneLine(tags?.title, 100)
      return title === null || !Number.isFinite(start) ? [] : [{ start: Math.max(0, start), title }]
    }),
  }
}

function parse(json: string): RawProbe {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new AppError('invalid_media', undefined, { cause })
  }
}

function toSound({
  index,
  codec_type,
  codec_name,
  sample_rate,
  channels = 0,
  channel_layout,
  disposition,
  tags,
}: RawStream): SoundStream[] {
  if (codec_type !== 'audio' || !(Number(sample_rate) > 0) || !(channels > 0)) return []
  return [
    {
      index: index ?? 0,
      codec: codec_name ?? '',
      channels,
      layout: channel_layout ?? null,
      language: languageOf(tags),
      isDefault: disposition?.default === 1,
      purpose: trackPurpose(disposition, oneLine(tags?.title, 100)),
    },
  ]
}

function toPicture({
  index,
  codec_type,
  codec_name,
  width,
  height,
  disposition,
}: RawStream): PictureStream[] {
  if (codec_type !== 'video' || disposition?.attached_pic === 1) return []
  if (width === undefined || height === undefined || width < minSide || height < minSide) return []
  return [{ index: index ?? 0, codec: codec_name ?? '', width, height }]
}

function toSubtitle({ index, codec_type, codec_name, disposition, tags }: RawStream): SubtitleStream[] {
  if (codec_type !== 'subtitle') return []
  const label = oneLine(tags?.title, 100)
  return [
    {
      index: index ?? 0,
      codec: codec_name ?? '',
      language: languageOf(tags),
      label,
      purpose: trackPurpose(disposition, label),
    },
  ]
}

const isText = ({ codec }: SubtitleStream): boolean => textCodecs.has(codec)

/** ISO 639-2 in most containers; `und` is undetermined. */
function languageOf(tags: Record<string, string> | undefined): string | null {
  const stated = tags?.language?.trim() ?? ''
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(stated) && stated !== 'und' ? stated : null
}

function longest(streams: readonly RawStream[]): number | null {
  const durations = streams.map(({ duration }) => positive(duration) ?? 0)
  return positive(String(Math.max(0, ...durations)))
}

function positive(text: string | undefined): number | null {
  const value = Number(text)
  return Number.isFinite(value) && value > 0 ? value : null
}

function oneLine(text: string | undefined, maxChars: number): string | null {
  const line = (text ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()
  return line === '' ? null : line.slice(0, maxChars).toWellFormed()
}
