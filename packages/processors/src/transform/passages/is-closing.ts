const closing =
  /^\W*(?:thanks?|thank you|questions?|q ?(?:&|and|und|et|y|e) ?a|any questions|discussion|fragen|danke|vielen dank|diskussion|merci|questions?|des questions|gracias|preguntas|grazie|domande|contact|kontakt|contacto|contatti|references|literatur|quellen|the end|ende|fin|fine)\b(?!.*\p{L}{3,}.*\p{L}{3,}.*\p{L}{3,})/iu

/** Whether the title of a slide or chapter names the end of a talk: thanks, questions, sources. */
export const isClosing = (title: string): boolean => closing.test(title)
