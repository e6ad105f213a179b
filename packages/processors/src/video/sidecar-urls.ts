import { primarySubtag } from '@async-events/core'

export interface Sidecar {
  url: string
  /** As the name says. */
  language: string | null
}

/**
 * Of files in several formats: `talk.av1.webm`, `talk.1080p.mp4` (FOSDEM), `talk_hd.mp4`, `talk_webm-hd.webm`
 * (media.ccc.de) and `talk.lq.webm` (DebConf) have captions in `talk.vtt`.
 */
const formatOfFile = /[._-](?:av1|vp[89]|[hx]\.?26[45]|hevc|avc|\d{3,4}p|[hsl][dq]|(?:webm|mp4|h264)-[hs]d)$/i
/** `talk--compressed56.webm` has them in `talk--main.vtt` (EmacsConf). */
const compressed = /--compressed\d{0,3}$/
/** Of three letters, as media.ccc.de and programs for DVDs write them. */
const longCodes = 'eng deu fra spa ita nld por jpn zho rus pol ces swe dan fin ukr tur kor'.split(' ')

/**
 * Where captions may lie next to a recording, most likely first, in groups: what one group has makes the next one
 * needless. Together at most ten. The names are those of archives and download programs: `talk.vtt` (FOSDEM,
 * EmacsConf) · `talk.en.srt` (Amara, media.ccc.de), `talk.en.vtt` (yt-dlp) · `talk.asr.srt` (Internet Archive) ·
 * `talk-eng.vtt` (media.ccc.de) · `talk.mp4.vtt`.
 */
export function sidecarUrls(media: string, talkLanguage: string): Sidecar[][] {
  const url = new URL(media)
  const [, stem, ending] = /^(.*\/[^/]+)\.([a-z0-9]{2,5})$/i.exec(url.pathname) ?? []
  if (!/^https?:$/.test(url.protocol) || stem === undefined) return []
  const short = stem.replace(compressed, '--main').replace(formatOfFile, '')
  const talk = primarySubtag(talkLanguage)
  const long = longCodes.find((code) => primarySubtag(code) === talk)
  const next = (path: string, language: string | null = null): Sidecar => {
    const sidecar = new URL(url)
    sidecar.pathname = path
    sidecar.search = ''
    sidecar.hash = ''
    return { url: sidecar.href, language }
  }
  return [
    [...new Set([short, stem])].flatMap((each) => [next(`${each}.vtt`), next(`${each}.srt`)]),
    talk === null ? [] : [next(`${short}.${talk}.vtt`, talk), next(`${short}.${talk}.srt`, talk)],
    [
      next(`${short}.asr.srt`),
      ...(long === undefined ? [] : [next(`${short}-${long}.vtt`, talk), next(`${short}.${long}.srt`, talk)]),
      next(`${stem}.${ending}.vtt`),
    ],
  ]
}
