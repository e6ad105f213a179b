/** Labels of facts on conference pages: English, German, French, Spanish, Italian, Dutch, Portuguese. */
const labels = {
  title: 'title|talk title|session title|titel|titre|título|titolo|タイトル|題名|название',
  speakers:
    'who|qui|wer|quién|chi|wie|quem|speaker|speakers|speaker(s)|presenter|presenters|presenter(s)|presented by|talk by|session by|a talk by|speaker name|speaker names|name of speaker|about the speaker|about the speakers|about the presenter|about the presenters|meet the speaker|meet the speakers|your speaker|your speakers|the speaker|the speakers|our speaker|our speakers|with|by|person|persons|people|panelists|panellists|panelist|instructor|instructors|lecturer|lecturers|referent|referentin|referenten|referentinnen|referent*innen|referent:innen|referierende|vortragende|vortragender|vortragende(r)|sprecher|sprecherin|sprecherinnen|sprecher*innen|sprecher:innen|sprecher/innen|über die referenten|über die referentin|über den referenten|personen|mit|von|intervenants|intervenant|intervenante|intervenant(s)|intervenantes|intervenant(e)|intervenant(e)s|intervenant.e.s|intervenant·e|intervenant·e·s|intervenants et intervenantes|orateur|orateurs|oratrice|oratrices|conférencier|conférenciers|conférencière|conférencières|présenté par|animé par|par|avec|ponentes|ponente|ponente(s)|orador|oradora|oradores|conferenciante|conferenciantes|conferencista|conferencistas|presentado por|por|con|relatore|relatori|relatrice|relatrici|a cura di|spreker|sprekers|spreker(s)|door|met|講演者|発表者|スピーカー|講師|登壇者|докладчик|докладчики|спикер|спикеры|palestrante|palestrantes|apresentado por|com|oradoras',
  authors:
    'author|authors|author(s)|autor|autoren|autorin|autorinnen|auteur|auteurs|autora|autores|autore|autori|autoras|hosted by|host|hosts|moderator|moderators|moderation|submitted by|eingereicht von',
  event:
    'recorded at|aufgezeichnet bei|enregistré à|event|event name|conference|conference name|konferenz|tagung|veranstaltung|kongress|conférence|événement|évènement|conferencia|congreso|evento|conferenza|convegno|conferentie|evenement|conferência|congresso|イベント|конференция',
  track:
    'track|tracks|track name|strang|themenstrang|vortragsreihe|themenbereich|devroom|dev room|stream|strand|track(s)|themengebiet|piste|parcours|filière|filón|traccia|percorso|trilha|trilhas|trilho|trilha temática|spoor|pista|línea temática|línea|トラック|секция|поток',
  category:
    'category|categories|kategorie|catégorie|categoría|categoria|categorie|theme|thema|thème|thématique|tema|area|topic area|session|session track|session name|sitzung|programme track|program track|schiene|bereich|área|área temática|eje temático|themenfeld|aire thématique|topic area|ambito|mini-conf|miniconf|mini-conference|mini conference',
  room: 'room|rooms|room name|raum|räume|saal|hörsaal|stage|bühne|salle|sala|scène|amphi|amphithéâtre|auditorium|auditoire|aula|zaal|ruimte|podium|palco|escenario|auditório|hall|theatre|theater|raum/saal|veranstaltungsraum|salón|sala/aula|stanza|zimmer|room number|room/stage|会場|部屋|場所|зал|аудитория',
  place:
    'location|locations|ort|veranstaltungsort|venue|place|where|wo|lieu|où|lugar|ubicación|dónde|donde|luogo|dove|locatie|plaats|waar|local|localização|onde|sede|emplacement|endroit|место',
  day: 'recorded|recorded on|recorded date|record date|aufgezeichnet am|enregistré le|day|date|date(s)|dates|tag|datum|jour|journée|día|dia|fecha|giorno|data|dag|session date|event date|on|日付|開催日|日程|дата',
  start:
    'start|starts|start time|starts at|start at|starting time|begin|begins|beginn|anfang|startzeit|from|début|heure de début|commence|inicio|hora de inicio|comienzo|empieza|inizio|ora inizio|ora di inizio|begintijd|aanvang|início|hora de início|start date',
  end: 'end|ends|end time|ends at|ende|endzeit|fin|heure de fin|termina|hora de fin|hora de término|fine|ora fine|ora di fine|einde|eindtijd|fim|término|until|to|bis|end date|finish',
  time: 'time|times|when|zeit|uhrzeit|zeiten|wann|scheduled|schedule|time slot|timeslot|slot|termin|zeitslot|date and time|date & time|date/time|date / time|day and time|day & time|time & place|date time|datetime|time and date|session time|event time|talk time|datum und uhrzeit|datum/uhrzeit|datum & uhrzeit|tag und uhrzeit|quand|horaire|horaires|heure|heures|date et heure|créneau|programmé|cuándo|cuando|hora|horario|fecha y hora|quando|ora|orario|data e ora|data e orario|wanneer|tijd|tijdstip|tijdslot|datum en tijd|horário|data e hora|data e horário|zeitpunkt|zeitraum|planning|日時|時間|開始時間|время|когда',
  whenAndWhere:
    'when and where|when & where|where and when|where & when|time and place|time and location|time & location|time & room|time and room|date and location|date & location|date and place|wann und wo|wo und wann|zeit und ort|quand et où|où et quand|date et lieu|cuándo y dónde|quando e dove|waar en wanneer|quando e onde|schedule information|presented|vorgestellt|scheduled for|termin und ort',
  duration:
    'duration|length|dauer|vortragsdauer|durée|duración|durata|duur|duração|talk length|session length|talk duration|session duration|minutes|длительность|所要時間',
  language:
    'language|languages|sprache|sprachen|vortragssprache|langue|langues|idioma|lengua|lingua|taal|língua|session language|talk language|spoken language|language used for presentation|event language|sprache der veranstaltung|sprache des vortrags|langue de la présentation|langue de la session|idioma de la charla|language of the talk|idiomas|言語|язык',
  licence: 'licence|license|lizenz|licencia|licenza|licentie|licença|copyright',
  keywords:
    'tags|tag(s)|keywords|keyword|key words|topics|topic|topic(s)|schlagwörter|stichwörter|schlagworte|stichworte|themen|mots-clés|mots clés|mots-clefs|étiquettes|sujets|thèmes|thématiques|palabras clave|etiquetas|temas|parole chiave|argomenti|trefwoorden|onderwerpen|palavras-chave|tópicos|assuntos',
  attachments:
    "attachments|attachment|attached files|slides|slides and handouts|files|downloads|download|materials|material|presentation materials|resources|anhänge|anhang|folien|dateien|angehängte dateien|materialien|unterlagen|documents|presentation|presentation slides|slide deck|資料|スライド|презентация|diapositives|supports|présentation|pièces jointes|fichiers|documentos|diapositivas|presentación|materiales|archivos|materiali|diapositive|allegati|bijlagen|dia's|anexos|arquivos|apresentação",
  links:
    'links|link|weiterführende links|verweise|liens|liens externes|enlaces|further reading|see also|collegamenti|link utili|ligações|references|external links',
  video:
    'video|videos|video recording|video recordings|recording|recordings|aufzeichnung|aufzeichnungen|mitschnitt|vidéo|vidéos|enregistrement|vídeo|vídeos|grabación|registrazione|opname|gravação|watch the recording|watch|動画|録画|видео',
  text: 'abstract|description|summary|about|overview|details of the talk|about this talk|about this session|about the talk|about the session|talk description|session description|talk abstract|synopsis|zusammenfassung|beschreibung|kurzfassung|kurzbeschreibung|inhalt|über den vortrag|résumé|présentation de la session|resumen|descripción|riassunto|descrizione|sommario|samenvatting|beschrijving|omschrijving|resumo|descrição|notes|outline|agenda|content|概要|要旨|内容|о докладе|описание|long abstract|short abstract|brief description|detailed description|objective|pre-requisites|prerequisites|requirements|target audience|audience|zielgruppe',
  biography:
    'bio|biography|biographie|biografie|biografía|biografia|speaker bio|speaker biography|speaker info|speaker information|about the author|about me|プロフィール|о спикере|kurzbiografie|lebenslauf|vita|bios|speaker bios|biographies',
  related:
    "related|related talks|related sessions|related events|similar sessions|similar talks|other talks|other sessions|more talks|more sessions|more from this track|more events|you may also like|you might also like|upcoming sessions|upcoming events|concurrent events|concurrent sessions|parallel sessions|in the same track|also by|weitere vorträge|ähnliche vorträge|autres sessions|autres conférences|otras charlas|altri talk|andere sessies|outras palestras|recent posts|comments|leave a comment|kommentare|sponsors|our sponsors|sponsoren|next talk|previous talk|next session|previous session|share|share this|share this session|recent comments|archives|categories list|more by this speaker|other talks by this speaker|other sessions by this speaker|sessions by this speaker|speaker's other talks|latest news|news|sponsored by|partners",
  /** Labels of rows in a table of facts whose values are not facts here. */
  other:
    'chair|chairs|session chair|session chairs|convener|conveners|published on|publication date|veröffentlicht|upload date|uploaded|event type|type|session type|talk type|session format|talk format|id|event id|format|formats|formato|level|levels|audience level|difficulty|experience level|feedback|status|state|typ|veranstaltungstyp|vortragstyp|niveau|nivel|nível|livello|schwierigkeitsgrad|video link|video only|chat|chat room|info|info link|affiliation|company|organization|organisation|organiser|organizer|organisers|organizers|unternehmen|firma|institution|role|job title|twitter|github|website|homepage|email|e-mail|contact|kontakt|capacity|price|preis|cost|tickets|seats|registration|hashtag|phone|address|adresse|dirección|indirizzo|share|country|city|land|stadt|ical|views|published|updated|posted|last updated|created|timezone|time zone|zeitzone|python level|skill level|attendees|rating|votes',
} as const

export type FactLabel = keyof typeof labels

const byText = new Map<string, FactLabel>(
  Object.entries(labels).flatMap(([label, texts]) =>
    texts.split('|').map((text): [string, FactLabel] => [text, label as FactLabel]),
  ),
)

/** They begin sentences and names, too: labels only with a colon or an element of their own before names. */
const prepositions = new Set(
  'who qui wer chi wie by with mit von par avec por con com met door on to from bis until watch people person'.split(
    ' ',
  ),
)

const maxLabel = 48

/** The fact that a label or heading names, or null. */
export function factLabel(text: string): FactLabel | null {
  const bare = bareLabel(text)
  if (bare === null) return null
  // `Start (UTC+1)`.
  return byText.get(bare) ?? byText.get(bare.replace(/\s*\([^()]*\)$/, '')) ?? null
}

/** The label is a word that is not one without a colon. */
export const isPreposition = (text: string): boolean => prepositions.has(bareLabel(text) ?? '')

function bareLabel(text: string): string | null {
  if (text.length > maxLabel + 8) return null
  const bare = text
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[\s:：*.–—-]+$/gu, '')
    .replace(/^\d{1,2}[.)]?\s+/, '')
    .toLowerCase()
  return bare === '' || bare.length > maxLabel ? null : bare
}
