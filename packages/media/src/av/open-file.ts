import { decoders } from './decoders.ts'
import { mediaLimits } from './media-limits.ts'

/**
 * Self-contained containers. None is a list of other files (`hls`, `concat`, `dash`, `sdp`, …): playlists are rejected
 * whatever their name (https://ffmpeg.org/ffmpeg-formats.html, `format_whitelist`).
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
 * Arguments for ffmpeg and ffprobe to open only this file: no other file and no URL that it names. No picture of more
 * than `pixels` is decoded, even if its size changes later.
 */
export const openFile = (file: string, pixels: number = mediaLimits.pixels): string[] => [
  ...['-protocol_whitelist', 'file'],
  ...['-format_whitelist', containers.join(',')],
  ...['-codec_whitelist', decoders.join(',')],
  ...['-max_pixels', String(pixels)],
  ...['-i', `file:${file}`],
]
