import { closesTalk } from '@async-events/ai'
import type { Passage } from '@async-events/core'

/** Questions come at the end; thanks before are for somebody else. Share of the sentences. */
const earliest = 0.65
/** So many sentences behind the thanks somebody asks for questions, or says one. */
const within = 5
/** Seconds. */
const shortest = 12

const asked = /(?<!\p{L})(?:questions?|fragen?|preguntas?|domand[ae])(?!\p{L})/iu

/** "Okay, questions": without thanks before. */
const called =
  /^(?:(?:okay|ok|so|and|now|gut|also|bon|alors|bueno|bien|allora|bene)[,.]? )*(?:any |your |some |noch |gibt es |des |vos |alguna |hay |ci sono )?(?:questions?|fragen|preguntas?|domande)(?!\p{L})/iu

/** The time at which questions and answers begin, in seconds; null for a talk that ends without any. */
export function findQuestions(spoken: readonly Passage[], language: string): number | null {
  const end = spoken.at(-1)?.end ?? 0
  const closing = spoken.findIndex(
    ({ text }, at) => at >= earliest * spoken.length && (closesTalk(text, language) || called.test(text)),
  )
  if (closing === -1) return null
  const speaker = spoken[closing]?.speaker
  const begin = spoken.find(
    (passage, at) =>
      at >= closing && at < closing + within && (asked.test(passage.text) || passage.speaker !== speaker),
  )
  const start = begin?.start ?? null
  return start !== null && end - start >= shortest ? start : null
}
