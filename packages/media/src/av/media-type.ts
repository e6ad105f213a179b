import type { MediaProbe } from './media-probe.ts'

/** Media types of containers for both, as `video/…` and `audio/…` (IANA, and what browsers accept). */
const both: Record<string, readonly [video: string, audio: string]> = {
  mov: ['video/mp4', 'audio/mp4'],
  ogg: ['video/ogg', 'audio/ogg'],
  mpegts: ['video/mp2t', 'video/mp2t'],
  mpeg: ['video/mpeg', 'video/mpeg'],
  flv: ['video/x-flv', 'video/x-flv'],
  avi: ['video/x-msvideo', 'video/x-msvideo'],
  asf: ['video/x-ms-wmv', 'audio/x-ms-wma'],
  mxf: ['application/mxf', 'application/mxf'],
}

const soundOnly: Record<string, string> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  w64: 'audio/wav',
  flac: 'audio/flac',
  aac: 'audio/aac',
  aiff: 'audio/aiff',
  amr: 'audio/amr',
  ac3: 'audio/ac3',
  eac3: 'audio/eac3',
  au: 'audio/basic',
  caf: 'audio/x-caf',
}

/** Codecs of WebM, a subset of Matroska (https://www.webmproject.org/docs/container/). */
const webmCodecs = new Set(['vp8', 'vp9', 'av1', 'opus', 'vorbis'])

/** Media type of one of ffmpeg's formats, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
export function mediaTypeOf(
  formats: string,
  { sounds, picture }: Pick<MediaProbe, 'sounds' | 'picture'>,
): string {
  const kind = picture === null ? 'audio' : 'video'
  for (const format of formats.split(',')) {
    const pair = both[format]
    if (pair) return picture === null ? pair[1] : pair[0]
    if (format === 'matroska') {
      const codecs = [...sounds.map(({ codec }) => codec), ...(picture ? [picture.codec] : [])]
      return `${kind}/${codecs.every((codec) => webmCodecs.has(codec)) ? 'webm' : 'x-matroska'}`
    }
    const sound = soundOnly[format]
    if (sound) return sound
  }
  return kind === 'video' ? 'video/mp4' : 'audio/mpeg'
}
