/** Headings of parts that are not about the session of the page, in the languages of the fact labels. */
const others =
  '(?:more|other|related|similar|further|upcoming|recommended|weitere|andere|ähnliche|verwandte|autres|otras|más|altri|altre|andere|meer|gerelateerde|outras|mais)'
const talks =
  '(?:talks?|sessions?|events?|presentations?|videos?|posts?|articles?|stories|contributions?|vorträge|veranstaltungen|beiträge|artikel|conférences|interventions|charlas|sesiones|ponencias|interventi|sessioni|lezingen|sessies|palestras|sessões)'
const patterns = [
  `^(?:${others}|you (?:may|might) (?:also )?like|next|previous|all)\\b.{0,40}\\b${talks}\\b`,
  '^(?:you (?:may|might) (?:also )?(?:like|enjoy)|related|see more|read next|das könnte (?:sie|dich)|à lire aussi|también te puede)',
  '^(?:our |thanks to our |unsere |nos |nuestros |i nostri |onze |nossos )?(?:\\p{L}+ )?(?:sponsors?|partners?|supporters?|sponsoren|partner|sponsorinnen|partenaires|patrocinadores|partenaires)(?: (?:and|und|et|y|e|en) \\p{L}+)?$',
  '^(?:share|share this|teilen|partager|compartir|condividi|delen|partilhar|follow us|newsletter|stay in touch|subscribe|contact us|get in touch|cookies?|filter by\\b.*|attendees?(?: \\(\\d+\\))?|leave a (?:reply|comment)|kommentare|comments?(?: \\(\\d+\\))?|log ?in|sign up|navigation|menu|feedback|tags? cloud|categories|archives?|recent (?:posts|comments))$',
].map((pattern) => new RegExp(pattern, 'iu'))

export function isAsideHeading(heading: string): boolean {
  if (heading.length > 60) return false
  const text = heading.replace(/^[^\p{L}]+|[^\p{L})]+$/gu, '')
  return patterns.some((pattern) => pattern.test(text))
}
