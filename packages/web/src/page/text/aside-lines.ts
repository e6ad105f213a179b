/** Longer lines are text. */
const mostChars = 200

const networks =
  '(?:facebook|twitter|x|linkedin|mastodon|bluesky|reddit|whatsapp|telegram|xing|e-?mail|threads|hacker news)'
const loginFor =
  '(?:add|save|see who|comment|vote|rate|bookmark|favou?rite|star this|reply|post|leave a|join the (?:discussion|conversation))'

/** Lines that sites put on each page, by how they begin, in the languages of the fact labels. */
const lines = [
  // The software
  '(?:proudly |.{0,30}\\bis )?powered by\\b.{1,50}$|proudly created (?:with|by)\\b|(?:this )?(?:site|page|schedule|program(?:me)?|website) (?:was |is )?(?:built|made|generated|created) (?:by|with|using)\\b.{1,50}$',
  'stolz präsentiert von|(?:fièrement )?propulsé par\\b.{1,50}$|funciona (?:con|gracias a)\\b.{1,30}$|aangedreven door\\b.{1,40}$|mogelijk gemaakt door\\b.{1,40}$|orgulhosamente mantido com\\b',
  // Past, closed
  'this (?:event|session|talk|webinar) (?:has (?:already )?(?:passed|ended|taken place|finished)|is (?:now )?over|is in the past)\\b.{0,20}$',
  'diese veranstaltung (?:ist (?:bereits )?(?:vorbei|vergangen|beendet)|hat bereits stattgefunden)|cet (?:évènement|événement) est (?:passé|terminé)|este evento (?:ya )?(?:ha (?:pasado|finalizado|terminado)|já (?:passou|aconteceu|terminou))|questo evento è (?:già )?(?:passato|terminato|concluso)|dit evenement is (?:voorbij|afgelopen|verlopen)',
  '(?:comments?|feedback(?: form)?|registration|voting|kommentare|les commentaires|los comentarios|i commenti|reacties|(?:os )?comentários)\\b.{0,30} (?:is|are|sind|sont|están|sono|zijn|estão) (?:now |currently |nun )?(?:closed|disabled|geschlossen|deaktiviert|fermés|désactivés|cerrados|desactivados|chiusi|disattivati|gesloten|fechados|encerrados|desativados)\\b.{0,20}$',
  'there (?:is|are) no (?:paper|files?|attachments?|comments?|materials?) (?:for|attached to|on) (?:this|the) \\p{L}+(?: yet)?\\W*$|no comments yet\\W*$|be the first to comment\\b|(?:noch )?keine kommentare\\W*$',
  // Feedback
  '(?:did you attend|have you attended|were you at) this (?:event|talk|session)|(?:haben sie|hast du) diesen? (?:veranstaltung|vortrag) (?:besucht|gesehen)|avez-vous assisté à cet|(?:give|leave|send|submit) (?:us )?feedback\\W*$|feedback (?:geben|abgeben)\\W*$|rate this (?:talk|session|event)\\W*$',
  'if you have (?:a|any) questions? about this (?:talk|event|page|website|session),? please (?:contact|e-?mail|write)|note that ex-directory lists',
  // Accounts
  `(?:please )?(?:log ?in|sign (?:in|up)|register)(?: (?:or|/) (?:log ?in|sign (?:in|up)|register))? to ${loginFor}\\b|you (?:must|need to|have to) (?:be (?:logged|signed) in|log in|sign in) to ${loginFor}\\b`,
  '(?:du musst|sie müssen) (?:angemeldet|eingeloggt) sein|vous devez être connectée? pour|debes? (?:iniciar sesión|estar conectado) para|devi (?:essere connesso|effettuare l.accesso) per|je moet ingelogd zijn|você precisa (?:fazer login|estar logado) para|(?:connectez-vous|se connecter) pour (?:commenter|voter|ajouter)|inicia sesión para (?:comentar|votar|añadir)|accedi per (?:commentare|votare)|faça login para (?:comentar|votar)',
  // History
  '(?:this page was |the page was |page )?last (?:edited|modified|updated|changed|revised)(?: (?:on|by|at|in|:)|:| \\d)',
  '[^()]{0,80}\\(last (?:edited|modified) \\d{4}-\\d\\d-\\d\\d\\b[^()]{0,60}\\)$',
  '(?:diese seite wurde )?zuletzt (?:bearbeitet|geändert|aktualisiert)\\b|diese seite wurde zuletzt\\b|(?:letzte|dernière|última|ultima|laatste) (?:änderung|bearbeitung|aktualisierung|modification|mise à jour|modificación|actualización|modifica|revisione|wijziging|bewerking|modificação|atualização)\\b(?: (?:am|le|el|il|op|em))?\\W{0,4}\\d|(?:cette|esta|questa|deze) (?:page|página|pagina) (?:a été modifiée|se editó|fue modificada|è stata modificata|is (?:het )?laatst|foi editada)',
  '(?:retrieved from|abgerufen von|récupérée de|obtenido de|estratto da|overgenomen van|disponível em) \\W{0,2}https?:',
  // Counters
  '(?:zugriffe|aufrufe|hits|views|page views|visits|visitors|vues|visites|visualizaciones|visitas|visite|visualizzazioni|weergaven|visualizações|acessos)\\s*:?\\s*\\d[\\d.,\\s]*$',
  '\\d[\\d.,]*k? (?:zugriffe|aufrufe|hits|views|page views|vues|visitas|visualizaciones|visualizzazioni|weergaven|visualizações)$',
  '(?:published|posted|uploaded|streamed|premiered)\\b.{0,40}\\d views?$',
  // Cookies, browsers
  '(?:(?:this|our|the) (?:\\p{L}+ )?(?:web ?)?site|we(?: and our partners)?) uses? cookies\\W*(?:$|to\\b|on\\b|for\\b|and\\b)|(?:diese (?:web)?(?:site|seite)|wir) (?:verwende[nt]|nutz(?:en|t)|benutz(?:en|t)) cookies|(?:ce site|nous) utilis(?:e|ons) des cookies|(?:este (?:sitio|site)|esta web|usamos|utilizamos)\\b.{0,24} cookies\\b|(?:questo sito|utilizziamo)\\b.{0,24} cookie\\b|(?:deze (?:web)?site|wij|we) gebruik(?:t|en) cookies',
  '(?:please |you need to )?(?:enable|activate|turn on) javascript\\b|javascript (?:is|must be|needs to be) (?:required|disabled|enabled)|(?:.{0,40} )?your browser (?:does not|doesn.t|cannot|can.t|is (?:not supported|out of date|too old))|(?:bitte )?aktiviere(?:n sie)? (?:bitte )?javascript|ihr browser unterstützt|votre navigateur ne|(?:tu|su) navegador no|il tuo browser non|je browser ondersteunt|(?:o )?seu navegador não',
  // Moves
  'skip to (?:main |the |primary )?(?:content|navigation|search)\\b|zum (?:haupt)?inhalt springen|direkt zum inhalt|(?:aller|passer) au contenu|(?:saltar|ir) al contenido|(?:vai|salta) al contenuto|(?:ga )?(?:direct )?naar de inhoud|(?:ir|pular|saltar) para o conteúdo',
  // Sharing, newsletters
  `(?:share|tweet|teilen|partager|compartir|condividi|delen|partilhar|compartilhar)(?: this)? (?:on|via|auf|über|sur|en|su|op|no|por) ${networks}\\b.{0,40}$`,
  '(?:.{0,100} )?join (?:over |more than )?\\d[\\d.,]*k?\\+? (?:readers|subscribers|others)\\b|(?:subscribe to|sign up (?:for|to)) (?:our|the|my) (?:\\p{L}+ )?(?:newsletter|mailing list)|(?:abonniere(?:n sie)? (?:unseren|den)|abonnez-vous à (?:notre|la)|suscríbete a (?:nuestra|la)|iscriviti alla(?: nostra)?|(?:schrijf je in|meld je aan) voor (?:de|onze)|assine (?:a|nossa)) (?:newsletter|nieuwsbrief)',
  // Sponsors
  '(?:exhibit|sponsor|advertise) (?:with us|next year)\\b|want to see your logo here|for information on (?:exhibition|exhibiting|sponsorship|sponsoring)\\b|become an? (?:sponsor|exhibitor)\\W*$|\\S+ is committed to open access\\b',
]
const line = new RegExp(`^\\W{0,3}(?:${lines.join('|')})`, 'iu')

/** Labels of links and buttons. */
const links = [
  'report (?:an issue|abuse|a (?:bug|problem|typo))|(?:edit|improve) (?:this page|on git\\p{L}+)|(?:view )?page source',
  '(?:add|save) to (?:my |your |google |outlook )?(?:calendar|schedule|agenda)|google calendar|ical(?:endar)?|(?:download )?\\.?ics|(?:zum|in den) kalender(?: hinzufügen| eintragen)?|ajouter (?:au|à mon) (?:calendrier|agenda)|añadir al calendario|aggiungi al calendario|(?:aan )?agenda toevoegen|adicionar (?:ao calendário|à agenda)',
  '(?:back|return) to (?:the )?(?:schedule|program(?:me)?|overview|list|agenda|top|sessions?|talks)|zurück zu[rm] \\p{L}+|retour (?:au|à la|aux) \\p{L}+|volver (?:al|a la) \\p{L}+|torna (?:al|alla|all.) ?\\p{L}+|terug naar \\p{L}+(?: \\p{L}+)?|voltar (?:ao|à|para \\p{L}+) \\p{L}+',
  '(?:log|sign) ?(?:in|up)(?: (?:or|/) (?:log|sign) ?(?:in|up))?',
]
const link = new RegExp(`^\\W{0,3}(?:${links.join('|')})\\W{0,3}$`, 'iu')
/** In a link that says more: of a card that is a link as a whole. */
const loginPrompt = /(?:sign up or log in|log in or sign up) to save this\b/i

/** Whether a line is the site's and not the session's: its software, its cookies, a prompt, a counter, a way back. */
export function isAsideLine(text: string, linkChars: number): boolean {
  if (text.length > mostChars) return false
  return line.test(text) || (linkChars >= text.length * 0.8 && (link.test(text) || loginPrompt.test(text)))
}
