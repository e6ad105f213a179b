import { plainText } from './page-facts.ts'

/** A room's name: a few words, no sentence, address or label. */
export function roomName(text: string): string | null {
  const name = plainText(
    text
      .replace(/^\s*(?:in|at|im|en)\s+(?:the\s+)?(?=\p{Lu})/u, '')
      .replace(/^\s*(?:room|raum|saal|location|venue|where|salle|sala|place|ort|lieu)\s*:\s*/i, '')
      .replace(/^(?:[\s,;:|·•@–—-]|\p{Extended_Pictographic}|\ufe0f)+|[\s,;:|·•–—-]+$/gu, ''),
  )
  if (name === null || name.length > 80 || !/[\p{L}\p{N}]/u.test(name)) return null
  if (/https?:|www\.|[.!?]\s+\p{Lu}\p{L}+\s+\p{Ll}/u.test(name) || name.split(' ').length > 12) return null
  return unknown.test(name) ? null : name
}

export function trackName(text: string): string | null {
  const name = plainText(
    text
      .replace(/^\s*(?:track|stream|devroom|strang|category|topic|theme)\s*:\s*/i, '')
      .replace(/^(?:[\s,;:|·•–—-]|\p{Extended_Pictographic}|\ufe0f)+|[\s,;:|·•–—-]+$/gu, ''),
  )
  if (name === null || name.length > 100 || !/[\p{L}\p{N}]/u.test(name)) return null
  if (/https?:|[.!?]\s+\p{Lu}\p{L}+\s+\p{Ll}/u.test(name)) return null
  return unknown.test(name) ? null : name
}

const unknown =
  /^(?:tba|tbd|tbc|to be (?:announced|confirmed|determined)|n\/?a|none|unknown|-+|map|show map|view map|directions|add to calendar|\d{1,2}[:.]\d\d)$/i

/** A text that says of itself that it is a room: `Room 5`, `Main Stage`, `UB4.132`, `Hörsaal C`. */
export const looksLikeRoom = (text: string): boolean =>
  text.length <= 60 &&
  (/(?:^|[^\p{L}])(?:room|rooms|hall|stage|auditorium|theat(?:er|re)|ballroom|lecture hall|lounge|atrium|foyer|studio|aula|amphi(?:th[ée]{1,2}[âa]tre)?|salle|sala|salón|salon|auditório|auditoire|raum|saal|hörsaal|bühne|zaal|podium|palco|escenario|pavilion|chapel|library|forum|arena|plenary)(?:$|[^\p{L}])/iu.test(
    text,
  ) ||
    /\p{L}(?:saal|raum|bühne|zaal|halle)(?:$|[^\p{L}])/iu.test(text) ||
    /^(?=.*\d)\p{Lu}{1,4}[ .-]?\d[\p{L}\p{N}.-]{0,8}$/u.test(text)) &&
  !/[.!?]\s+\p{Lu}/u.test(text)

/** A link to a room's or a track's own page. */
export const isRoomPath = (href: string): boolean =>
  /\/(?:rooms?|venues?|locations?|stages?|saal|raum|salles?|salas?)(?:\/|\?|=|#)[^/]|[?&](?:room|venue|location)(?:_?id)?=./i.test(
    href,
  )

export const isTrackPath = (href: string): boolean =>
  /\/(?:tracks?|streams?|devrooms?|topics?|themes?)(?:\/|\?|=|#)[^/]|[?&](?:track|stream)(?:_?id)?=./i.test(
    href,
  )
