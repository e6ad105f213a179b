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

/** Arguments by which ffmpeg and ffprobe open this one file and nothing else. */
export const openFile = (file: string): string[] => [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  containers.join(','),
  '-i',
  `file:${file}`,
]
