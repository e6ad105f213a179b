import { phrases } from './phrases.ts'

export const captionWords = phrases(`
  subtitle, subtitles, caption, captions, closed captions, webvtt, vtt, srt, subrip, untertitel, untertiteldatei, sous titres, sous titre, subtítulos, subtitulos, sottotitoli, ondertitels, ondertiteling, ondertitel, legenda, legendas, transcript, transcript file, transkript`)

/** Names of the two formats that are read. */
export const captionFormatWords = phrases('vtt, webvtt, srt, subrip')
