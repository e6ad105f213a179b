/** Headings of parts that are not about the session of the page, in the languages of the fact labels. */
const others =
  '(?:more|other|related|similar|further|upcoming|recommended|weitere|andere|ähnliche|verwandte|autres|otras|otros|más|altri|altre|meer|gerelateerde|outras|outros|mais)'
const talks =
  '(?:talks?|sessions?|events?|presentations?|speakers?|videos?|posts?|articles?|stories|contributions?|vorträge|veranstaltungen|referenten|referentinnen|sprecher|beiträge|artikel|conférences|interventions|évènements|événements|intervenants|charlas|sesiones|ponencias|ponentes|eventos|interventi|sessioni|relatori|eventi|lezingen|sessies|sprekers|evenementen|palestras|sessões|palestrantes)'
const this_ = '(?:this|the|diese[nrs]?|den|die|cette|ce|cet|esta|este|questa|questo|deze|dit)'
const talk =
  '(?:talk|session|event|page|post|video|presentation|vortrag|veranstaltung|seite|conférence|évènement|événement|page|intervention|charla|sesión|ponencia|evento|página|intervento|pagina|lezing|sessie|evenement|palestra|sessão)'
const concurrent =
  '(?:concurrent|parallel|simultaneous|gleichzeitige|parallele|simultanées?|simultáneos|simultáneas|paralleli|parallelle|gelijktijdige|simultâneas)'
const patterns = [
  `^${concurrent} ${talks}$|^${talks} ${concurrent}$`,
  `^(?:${others}|you (?:may|might) (?:also )?like|next|previous|all)\\b.{0,40}(?<!\\p{L})${talks}(?!\\p{L})`,
  '^(?:you (?:may|might) (?:also )?(?:like|enjoy)|related|see more|read next|up next|das könnte (?:sie|dich)|à lire aussi|dans la même rubrique|también te puede|potrebbe (?:anche )?interessarti|lees ook|leia também)',
  '^(?:more )?(?:from|in) the same (?:track|room|session|series|day)$|^aus (?:demselben|dem gleichen) track$|^also (?:at|in) (?:this|the) (?:track|session)$',
  '^(?:our |thanks to our |thank you to our |unsere |nos |nuestros |i nostri |onze |nossos )?(?:\\p{L}+ )?(?:sponsors?|partners?|supporters?|sponsoren|partner|sponsorinnen|partenaires|patrocinadores|partenaires)(?: (?:and|und|et|y|e|en) \\p{L}+)?$',
  '^(?:(?:sponsorship|exhibition|exhibitor|exhibiting|sponsoring)(?: opportunities| packages| prospectus)?|become an? (?:sponsor|exhibitor)|(?:sponsor|aussteller) werden|devenir (?:sponsor|partenaire))$',
  `^(?:share|teilen|partager|partagez|compartir|comparte|condividi|delen|deel|partilhar|compartilhe?)(?: ${this_})?(?: ${talk})?$|^${this_} ${talk} teilen$`,
  `^(?:tell a friend about|embed|rate|report) ${this_} ${talk}$|^embed$|^${this_} ${talk} is included in these lists$`,
  '^(?:.{0,24} )?(?:newsletter|nieuwsbrief)$',
  '^(?:follow us|stay in touch|subscribe|contact us|get in touch|cookies?|your privacy|filter by\\b.*|attendees?(?: \\(\\d+\\))?|leave a (?:reply|comment)|kommentare|kommentar schreiben|laisser un commentaire|deja un comentario|lascia un commento|laat een reactie achter|deixe um comentário|comments?(?: \\(\\d+\\))?|(?:comments|kommentare) .{0,16}(?:are|sind) (?:now )?(?:closed|geschlossen)|log ?in|sign up|navigation|menu|feedback|tags? cloud|categories|archives?|(?:recent|latest) (?:posts|comments|news)|neueste (?:beiträge|kommentare)|articles récents|entradas recientes|articoli recenti|recente berichten|posts recentes)$',
].map((pattern) => new RegExp(pattern, 'iu'))

export function isAsideHeading(heading: string): boolean {
  if (heading.length > 60) return false
  const text = heading.replace(/^[^\p{L}]+|[^\p{L})]+$/gu, '')
  return patterns.some((pattern) => pattern.test(text))
}

const comments =
  /^\W*(?:\d+ )?(?:comments?|kommentare?|commentaires?|comentarios?|commenti|reacties|comentários?)(?!\p{L})/iu

/** What visitors wrote is prose, too, and not the speaker's. */
export const isCommentsHeading = (heading: string): boolean => comments.test(heading)
