import { phrases } from './phrases.ts'

export const recordingWords = phrases(
  `video, videos, recording, recordings, recorded, watch, replay, vod, on demand, youtube, vimeo, peertube, ccc, livestream recording,
  aufzeichnung, aufzeichnungen, videoaufzeichnung, vortragsaufzeichnung, aufnahme, videoaufnahme, mitschnitt, videomitschnitt, anschauen, ansehen,
  vidéo, vidéos, enregistrement, enregistrements, rediffusion, captation, regarder, revoir, visionner,
  vídeo, vídeos, grabación, grabaciones, grabacion, ver la charla, registrazione, registrazioni, guarda, filmato,
  opname, opnames, bekijk, terugkijken, gravação, gravações, assistir, assista, видео, запись`,
  ['動画', '録画', 'ビデオ', '视频', '录像', '影片', '영상'],
)

/** Videos about a conference, not of a talk. */
export const aboutTheConferenceWords = phrases(`
  trailer, trailers, teaser, teasers, aftermovie, aftermovies, after movie, recap, promo, promos, promotional, imagefilm, highlights, best of, welcome video, intro video, advert,
  werbung, werbevideo, bande annonce, tráiler, impressionen, impressions, interview, interviews, venue, hotel, sponsor, sponsors, sponsored, sponsoren`)

/** Lists of videos. */
export const manyVideosWords = phrases(`
  channel, kanal, chaîne, canal, canale, kanaal, playlist, playlists, subscribe, abonnieren, abonnez, all videos, all recordings, all talks, alle videos, alle aufzeichnungen,
  toutes les vidéos, todos los vídeos, todos los videos, tutti i video, todos os vídeos, mediathek, video archive, videoarchiv`)

/** Other occasions. */
export const otherOccasionWords = phrases(`
  last year, last years, last year s, previous year, previous years, previous edition, previous editions, previous talk, previous talks, past year, past edition, past editions, past talks, earlier talk, earlier version, older talk,
  letztes jahr, letzten jahres, vorjahr, année dernière, an dernier, l année dernière, édition précédente, año pasado, edición anterior, anno scorso, vorig jaar, ano passado`)

/** What a speaker shows or mentions in a talk. */
export const demoWords = phrases(`
  demo, demos, demonstration, vorführung, démo, démonstration, demostración, dimostrazione, demonstração, screencast, animation, clip, example, beispiel, exemple, ejemplo, esempio, voorbeeld, exemplo,
  sample, music, song, tutorial, keynote by`)

/** Shown while it happens: after the talk often nothing, or a whole day. */
export const liveWords = phrases(
  `live, livestream, live stream, live streams, livestreams, video only, en direct, en directo, in diretta, ao vivo`,
)
