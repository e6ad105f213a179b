import { decoders } from './decoders.ts'
import { mediaLimits } from './media-limits.ts'

/**
 * Containers that hold what they play. None of these is a list of other files (`hls`, `concat`, `dash`, `sdp`, …): a
 * playlist is refused whatever its name says (https://ffmpeg.org/ffmpeg-formats.html, `format_whitelist`).
 */
const containers = [
  'aac',
  'ac3',
  'aiff',
  'amr',
  'asf',
  'au',
  'avi',
  'caf',
  'eac3',
  'flac',
  'flv',
  'matroska',
  'mov',
  'mp3',
  'mpeg',
  'mpegts',
  'mxf',
  'ogg',
  'w64',
  'wav',
] as const

/**
 * Arguments by which ffmpeg and ffprobe open this one file and nothing else: no other file and no URL, whatever it
 * names. No picture of more than `pixels` is decoded, also where its size changes on the way.
 */
export const openFile = (file: string, pixels: number = mediaLimits.pixels): string[] => [
  ...['-protocol_whitelist', 'file'],
  ...['-format_whitelist', containers.join(',')],
  ...['-codec_whitelist', decoders.join(',')],
  ...['-max_pixels', String(pixels)],
  ...['-i', `file:${file}`],
]
