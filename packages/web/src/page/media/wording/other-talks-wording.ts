import { materialWords, slidesWords } from './document-wording.ts'
import { phrases, type Words } from './phrases.ts'

const kinds =
  'talk talks session sessions video videos presentation presentations event events recording recordings post posts news lecture lectures'.split(
    ' ',
  )
const others = 'other more further next upcoming popular latest recent all featured similar related'.split(
  ' ',
)
const german = 'vorträge videos sessions talks veranstaltungen beiträge folgen'.split(' ')

/** `Other presentations` are talks. */
const allTalks = phrases(others.map((one) => `${one} presentations`).join(','))

/** Headings and names of blocks that are about something else than the page's talk. */
export const otherTalksWords = phrases(
  [
    ...others.flatMap((one) => kinds.map((kind) => `${one} ${kind}`)),
    ...['weitere', 'andere', 'mehr', 'ähnliche', 'verwandte'].flatMap((one) =>
      german.map((kind) => `${one} ${kind}`),
    ),
    `related, similar, more from, you may also like, you may like, you might also like, you might like, you may also enjoy, recommended, recommendations, watch next, up next, read next,
    previous years, previous year, last year, last years, past years, previous editions, previous edition, past editions, past events, past conferences, previous conferences, earlier editions, ähnliche, verwandte, empfohlen, letztes jahr, vorjahr, rückblick,
    similaires, autres conférences, autres vidéos, autres sessions, autres présentations, éditions précédentes, édition précédente, relacionados, relacionadas, relacionado, otras charlas, otros vídeos, otros videos, otras sesiones, otras ponencias, ediciones anteriores,
    correlati, altri video, altri talk, altri interventi, edizioni precedenti, gerelateerd, gerelateerde, andere presentaties, andere lezingen, vorig jaar, outras palestras, outros vídeos, outras sessões, edições anteriores,
    sponsors, sponsor, sponsoren, our partners, partners, unsere partner, newsletter, follow us, comments, kommentare, commentaires, comentarios`,
  ].join(','),
)

/** Whether a heading begins something else. `Related material` does not. */
export function isAboutOthers(words: Words): boolean {
  return (
    words.list.length <= 8 &&
    otherTalksWords.isIn(words) &&
    !(materialWords.isIn(words) || (slidesWords.isIn(words) && !allTalks.isIn(words)))
  )
}
