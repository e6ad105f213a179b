import {
  allOf,
  anyOf,
  endsIn,
  markersOf,
  openersOf,
  quantity,
  type SpeechRules,
  setOf,
  startsWith,
} from './speech-rules.ts'

export const de: SpeechRules = {
  markers: markersOf(
    'also|und|aber|so|ja|nein|gut|okay|ok|nun|nun ja|na ja|naja|tja|genau|ähm*|äh+|hm+|ach|ach ja|wie gesagt|übrigens|kurz gesagt|mit anderen worten|ehrlich gesagt|natürlich|erstens|zweitens|drittens|schließlich|letztlich|nämlich|denn|im ernst|aber im ernst|sehen sie|wissen sie|wisst ihr|im grunde',
    'ähm*|äh+|der|die|das|ein|eine|wir|ich|man|wer|wenn|in|im|jeder|jede|jedes|alle|niemand',
  ),
  leansAtStart: startsWith(
    // Set against what was said before, or following from it
    '(?:ab|von) (?:da|dort|jetzt|dann|hier)(?: an)?(?= \\p{L})|[^,;:.]{3,60} (?:aber|jedoch|hingegen|dagegen)(?= \\p{L})',
    // Which number, whose answer
    '(?:die (?:zahl|antwort)|der wert|das ergebnis)(?= \\p{L})(?! (?:der|des|von|vom|an|aus|in|im|für|auf|zum|zur)(?!\\p{L}))',
    '(?:beim|das|zum) (?:ersten|zweiten|dritten|vierten|nächsten|letzten|erste|zweite|dritte) mal',

    'es gibt (?:eigentlich |also |dafür )?(?:zwei|drei|vier|fünf|mehrere|viele|einige|ein paar|verschiedene) (?:\\p{L}+ )?(?:dinge|sachen|gründe|wege|probleme|arten|fragen|punkte|schritte|möglichkeiten|regeln|ideen|teile)',
    '(?:der|die|das|den|dem)(?= \\p{Ll}+ (?:wir|ich|man|sie|er|es|ihr)(?!\\p{L}))|offiziell(?!.*(?:aber|tatsächlich|wirklich))|(?:auf|in|bei) (?:der|dem|den) [^,]+, (?:waren|war) es',

    '(?:einer|eine|eines|zwei|drei|vier|fünf|sechs|keiner|keine[rs]?|viele|manche|einige|mehrere) (?:davon|von ihnen|war|ist|waren|sind|hat|haben|hatte)|(?:ein|eine) (?:zweite[rs]?|dritte[rs]?|weitere[rs]?|ähnliche[rs]?|letzte[rs]?|andere[rs]?)|ähnlich|nicht (?:viel|für|weil|im|in|aus|mit|schlecht|mal|einmal)|(?:der|die|das|unsere?|unser) (?:idee|trick|plan|haken|vorteil|nachteil|hoffnung|überraschung|clou|antwort) (?:ist|war|dabei|daran)',
    '(?:der|die|das) (?:übrige|restliche|vorige|vorherige|gegenteil|andere)[nrs]?|bis dahin|seither|seitdem|inzwischen|mittlerweile|damals|vielleicht',

    'es(?! (?:gibt|gab|ist (?:\\p{L}+ )?(?:wichtig|möglich|besser|leicht|schwer|klar|billiger|sinnvoll)|dauert|braucht|lohnt|stellte sich|zeigt sich|zeigte sich|geht um|kommt darauf))',
    '(?:ein (?:drittel|viertel|fünftel|zehntel)|die hälfte|zwei drittel|drei viertel|die meisten)(?= (?:\\p{L}+ )?(?:ist|sind|war|waren|wurden?|hat|haben|hatten?|kam|kamen|kommt|kommen|ging|gingen)(?!\\p{L}))',
    'alles|er|sie|ihm|ihr|ihre[mnrs]?|sein|seine[mnrs]?|ihnen',
    'dies(?:e[mnrs]?)?|(?:der|die|das|den|dem)(?= (?:\\p{Ll}*(?:[^enrsm\\s]|[^e\\s][nrsm])(?!\\p{L})|haben|hatten?|waren|werden|wurden?|können|konnten?|müssen|mussten?|sollen|sollten?|wollen|wollten?|gehen|gingen|kommen|kamen|machen|machten?|hatte|wurde|wollte|habe)(?!\\p{L}))|das(?=,)|jene[mnrs]?|solche[mnrs]?|derselbe|dieselbe|dasselbe|beide[nrs]?|andere[nrs]?|der (?:andere|gleiche|erste|zweite|dritte|vierte|letzte|nächste)|die (?:anderen?|gleichen?|erste|zweite|dritte|vierte|letzte|nächste|beiden)|das (?:andere|gleiche|erste|zweite|dritte|letzte|nächste|heißt|war|ist|sind|hat|kann|geht|macht|liegt|bedeutet|wäre|sieht|wird)',
    'da(?:bei|für|gegen|her|hin|mit|nach|neben|ran|rauf|raus|rin|rum|runter|von|vor|zu|zwischen|durch|heim)?|darüber|deshalb|deswegen|drum|somit|folglich|trotzdem|dennoch|jedoch|allerdings|außerdem|zudem|ferner|ebenso|genauso|stattdessen|sonst|ansonsten|dann|danach|dort|hier|jetzt|nun|heute|gestern|morgen|oder|und|aber|sondern|denn|weil|welche[mnrs]?|wobei|womit|wodurch|weshalb|weswegen|sodass|auch|noch|schon|nur|einmal|wieder|zum beispiel|so|daraufhin|anschließend|zuerst|zunächst|manche davon|eine[rs]? davon',
    'zurück zu[mr]?|wie (?:gesagt|ich|wir|sie|man)|warum|wieso|wer (?:von|hat|kennt)|was (?:ist|sind|war|heißt|macht|das)|wo|wann|ist|sind|war|haben|hat|kann|können|stellen sie|stellt euch|schauen|schaut|sehen|seht|denken|denkt|nehmen wir|sagen wir|lassen|lasst|punkt|schritt|nummer|erinnern|vorstellen',
  ),
  leans: anyOf(
    '(?:warum|weshalb|wieso)(?=\\s?[:,.])',
    // An article or a preposition behind it: it stands for something; not the one of a relative clause
    '(?<![,.;:] |in |auf |an |für |durch |um |gegen |ohne )das(?= (?:der|dem|den|die|des|eine[nmr]?|einem|kein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|in|im|am|auf|bei|beim|mit|von|vom|zu|zum|zur|für|nach|aus|über|um|per|mal)(?!\\p{L}))',
    '(?:haben|habe|hat|hatten|hatte) (?:(?:wir|ich|sie|man) )?alles(?=(?: \\p{Ll}+)*[,.]| \\p{Ll}+ \\p{Ll}+)(?!,)',
    '\\p{Lu}\\p{L}+ da(?:bei|mit|ran|von|für|gegen|zu|rin) (?:ist|war|sind|waren|bleibt|wäre)|dabei (?:ist|war|sind|waren)(?=,)',
    '(?:ging|geht|klappte?|klappt|funktionierte?|lief|läuft|half|hilft|gelang|dauerte) das(?! (?:\\p{Ll}+ )?\\p{Lu})|(?:hat|hatte) (?:uns|mich|sie|es) das(?! (?:\\p{Ll}+ )?\\p{Lu}\\p{L}+ (?:\\p{L}+ )?(?:ge|be|ver))',

    'nicht,? weil(?![^.]*(?:sondern|, weil))',

    '(?:waren|war|sind|ist) es (?:nur |fast |etwa |rund )?(?:\\d|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig)[\\p{L}\\d.,]*|(?:(?<=,\\s)|(?:und|aber) )(?:der|die|das) (?:ist|sind|war|waren|wurden?|liegt|kostet|steht|hat|haben|kommt|geht|macht)(?!\\p{L})|(?:waren|war|sind|ist) es [^,.]{0,20}(?:prozent|%)|(?:davon|von denen|von ihnen)|wir haben vorher|vorher (?:schon|bereits)',

    '(?:die|den|der) (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf) (?!(?:stunden?|tagen?|wochen?|monaten?|jahren?|minuten?)(?!\\p{L}))\\p{L}+(?!,| (?:\\p{L}+ )?(?:von|vom|des|der|die|das|in|im|aus|mit|für)(?!\\p{L}))',
    'ähnliche[nmrs]?(?! \\p{L}+ wie)|bis dahin|seither|damals|(?:die|der) (?:hälfte|rest)(?= (?:wurden?|ist|sind|war|waren|hat|haben|hatten?|kam|kamen|bekam|blieb)(?!\\p{L}))|die (?:einen|übrigen|anderen?)(?!\\p{L})',

    'dies(?:e[mnrs]?)?|jene[mnrs]?|solche[mnrs]?|derselben?|dieselben?|dasselbe|demselben|denselben|dergleichen',
    '(?:das|dass das|ob das|wenn das|weil das) (?:ist|sind|war|waren|hat|heißt|kann|konnte|macht|geht|ging|wird|wäre|liegt|bedeutet|klingt|hilft|reicht|stimmt|so|auch|nicht|alles|genau|jetzt|dann|passiert|funktioniert|haben|sehen)',
    '(?:wir|ich|man|sie|ihr|nicht|wenn|weil|dass|ob|für|über|auf|mit|ohne) das(?= (?:nicht|auch|so|alles|jetzt|dann|gemacht|gemessen|gesehen|ist|war|wissen|immer|einmal|schon|hier|machen|tun|geht|will|kann)|[,.!]|$)|(?:machen|macht|machten|sehen|sieht|wissen|weiß|sagen|sagt|tun|tut|glauben|glaubt|haben|kennen|kennt|nennen|nennt) (?:das|wir das|sie das|man das)(?=[ ,.!]|$)(?! \\p{Lu})',
    '(?:kann|können|konnte|muss|müssen|soll|darf|will|wird|würde|hat|haben) (?:sich )?das(?= (?:keine?[rs]?|niemand|nicht|jede[rs]?|jemand|auch|nur|so|alle)(?!\\p{L}))',
    'beide(?! (?:\\p{Ll}+ )?\\p{Lu})',
    '(?:tage|wochen|monate|jahre) (?:vorher|zuvor)|seitdem|außerdem|zudem|(?!da(?:ran|rauf|rüber|mit|für|von|zu|gegen|bei)(?=[^.]*,\\s(?:dass|ob|wie|wer|was|wo)(?!\\p{L})))(?:dabei|dafür|dagegen|daher|dahin|damit(?! (?:wir|man|sie|die|der|das|es|ein|eine|\\p{Lu}))|danach|daneben|daran(?!,)|darauf(?!,)|daraus|darin(?!,)|darüber(?!,)|darum|darunter|davon|davor|dazu|dazwischen|deshalb|deswegen|trotzdem|dennoch|stattdessen)|ansonsten|ebenfalls|ebenso|genauso(?! \\p{L}+ (?:aus )?wie)|dort|(?<=weil |dass |wenn |aber )da(?= (?:müssen|können|haben|ist|war|sind|waren|hat|haben|kommt|geht|wird|muss|kann|sieht|steht)|[,.!]|$)',
    '(?:der|die|das|dem|den|des) (?:andere|anderen|gleiche|gleichen|selbe|selben|erste|ersten|zweite|zweiten|dritte|dritten|vierte|letzte|letzten|nächste|nächsten|obige|beiden) (?:Punkt|Grund|Schritt|Frage|Beispiel|Satz|Teil|Problem|Lektion|Idee|Antwort|Regel|Fehler|Fall|Folie|Sache|Mal|Weg|Möglichkeit|Aussage)',
    '(?:der|die|das) (?:zahl|erklärung|ergebnis|ergebnisse|wirkung|folge|antwort|lösung|unterschied|ursache|grund|regel|schluss)(?= (?:ist|war|sind|waren)(?!\\p{L}))',
    'wie (?:ich|wir|gesagt|schon|oben|eben|vorhin)|vorhin|eben gerade|bereits erwähnt|erwähnt|erinner\\p{L}*|zurück zu|oben genannt|bisher|und so weiter|usw|so etwas|so was|sowas|so ein(?:e[nmrs]?)?(?= \\p{Lu})',
  ),
  imagines: anyOf(
    'stell(?:t|en)? (?:euch|sie sich|dir|man sich)|denk(?:t|en sie) an|wie eine?|als ob|angenommen',
  ),
  openers: openersOf(
    '(?:also )?wenn (?:ihr|sie) (?:das|so etwas|sowas|dasselbe) (?:auch |selbst |selber )*(?:macht|machen|vorhabt|vorhaben|plant|planen|versucht|nachmacht|machen wollt|machen wollen)(?: wollt| wollen)?, (?:dann )?',
    'wenn ich (?:ihnen |euch )?(?:noch )?(?:nur )?(?:einen?|etwas|eines) [^:.]{3,40}: ',
    'ich (?:sage?|sag mal)[,:] ',

    '(?:also |und |so )?(?:erstens|zweitens|drittens|viertens|fünftens|letztens|zuletzt)[:,] ',
    '(?:das|der|die) (?:erste|zweite|dritte|letzte|wichtigste)(?: \\p{L}+)?(?: (?:ist|war))?: ',
    '(?:(?:deshalb|darum|daher|also),? )?(?:meine?|unsere?|das|der|die) (?:rat|bitte|these|botschaft|fazit|lehre|ergebnis|erkenntnis)(?: \\p{L}+){0,3}(?: (?:ist|war|lautet))?: ',
    '(?:kurz(?: gesagt)?|in einem satz|merkt euch|merken sie sich|(?:heißt|bedeutet) konkret): ',
    '(?:es )?stellt(?:e)? sich heraus: |wenn (?:sie|ihr) (?:nur )?eine sache [^:.]{3,50}: ',
  ),
  concludes: anyOf(
    'zum schluss|zusammenfassend|fazit|wenn (?:sie|ihr) (?:nur )?(?:eine sache|etwas)|mitnehm\\p{L}*|mitgeben|zum abschluss|(?:zwei|drei|vier) (?:dinge|sachen|lehren|ratschläge|empfehlungen)|meine (?:bitte|botschaft)|was haben wir gelernt|unterm strich',
  ),
  follows: startsWith(
    'das (?:heißt|bedeutet)|deshalb|deswegen|darum|daher|dadurch|aus diesem grund|also (?:ist|sind|muss|müssen|kann|können|hat|haben|wird|braucht)',
  ),
  // Not "es gibt", "dauert es": nothing that was named
  pronouns: allOf(
    '(?<!(?:gibt|gab|gäbe|geht|ging|dauert|dauerte|braucht|kommt|kam|handelt|heißt|lohnt|regnet|regnete|ist|war|wird|wurde|wäre|bleibt|sind|waren|dass|wenn|ob|weil) )es(?! (?:gibt|gab|gäbe|geht|ging|dauert|dauerte|braucht|kommt|kam|handelt|heißt|lohnt|regnet|regnete|ist|war|wird|wurde|wäre|bleibt|sind|waren|sich|keine?[nmrs]?|um|darauf)(?!\\p{L}))',
    'er|ihn|ihm|sie|ihnen|ihr|ihre[mnrs]?|sein|seine[mnrs]?',
  ),
  beforeNouns: setOf(
    'der die das dem den des ein eine einen einem einer eines kein keine keinen keinem mein meine meinen unser unsere unseren unserem euer eure sein seine seinen ihr ihre ihren jeder jede jedes jeden alle allen viele vielen wenige mehr zwei drei vier fünf sechs sieben acht neun zehn hundert tausend im am zum zur vom beim ins für mit ohne über unter von aus bei nach gegen zwischen durch um',
  ),
  beforeVerbs: setOf('ich wir ihr er sie es man wer zu nicht dass'),
  room: anyOf(
    '(?:gebe|reiche|lasse) (?:ich )?(?:es|das|den|die|eine[ns]?) (?:mal )?(?:herum|rum|durch)',
    '(?:freie|noch) plätze|(?:hinten|vorne)(?: (?:noch|stehen|sitzen|links|rechts)|(?=[,.!]|$))|setzt euch|setzen sie sich|kommt (?:ruhig|gern)',

    'hier|folien?|(?:auf|in|rechts|links) (?:dem|im|auf dem|der) (?:bild|foto|folie|diagramm|grafik|leinwand|schirm|bildschirm)|(?:rechts|links|oben|unten) (?:sehen|seht|sieht|steht|ist)|(?:sehen|seht) (?:sie|ihr|wir)|(?:sie|ihr|wir|man) (?:sehen|seht|sieht) (?:hier|das|den|die|es|links|rechts|oben|unten|auf)|wie (?:sie|ihr|man) (?:sehen|seht|sieht)|zeige? (?:ich|ihnen|euch)|gezeigt|ansehen|anschauen|schauen sie|schaut|mikro(?:fon)?|beamer|saal|raum|publikum|reihe|hand hoch|hände|melden|stream|chat|kaffeepause|mittagspause|pause|minuten (?:noch|übrig)|noch (?:\\p{L}+ )?minuten|redezeit|(?:ihre|eure|noch|ihr|fragen) fragen|fragen sie|fragt mich|gute frage|nächste frage|nachher|später|heute(?: \\p{L}+)?|gestern|morgen(?! (?:früh|früh)?\\p{Lu})|veranstalter|vorredner(?:in)?|(?:der|dem|den|mein|meinem|meinen|dieser|diesem|diesen) vortrag|demo|link',
  ),
  social: anyOf(
    'übrigens|nebenbei|apropos|danke|dankeschön|vielen dank|bedanke[n]?|hallo|guten (?:morgen|tag|abend)|moin|servus|grüß gott|willkommen|applaus|gelächter|lachen|lacht|lachte|witz|witze|witzig|lustig|scherz|spaß|entschuldigung|entschuldigen|sorry|verzeihung|tut mir leid|freue? mich|schön,? dass|ich heiße|mein name|ich bin|ich arbeite|ich komme|ich wohne|ich habe studiert|ich liebe|ich hasse|ich mag|über mich|mein(?:e[mnrs]?)? (?:mutter|vater|frau|mann|oma|opa|großmutter|großvater|tochter|sohn|kinder|kind|hund|katze|nachbarn?|nachbarin|chef|chefin|kollegen?|kollegin|freund|freundin|schwester|bruder|zug|flug|auto|handy|garten|küche|schwager|tante|onkel|schwiegermutter)|mir|mich|glauben sie mir|keine sorge|ehrlich|peinlich|meine damen|liebe \\p{L}+|leute(?=[,!])',
  ),
  scenes: anyOf(
    ', (?:ihr|du) \\p{Ll}+ [^,.]{0,40}, und \\p{L}+',
    '(?:der|unser) code (?:liegt|ist|steht)|github|gitlab|codeberg',
    'ich (?:stand|saß|lag|wachte|fuhr|ging|lief|kam|rief|dachte|weinte)|(?:stand|saß|lag|fuhr|ging|kam|rief|dachte) ich|(?:waren|war) alle (?:zufrieden|glücklich|begeistert|froh)',

    '(?:an einem|am|letzten|eines|nächsten) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?(?:morgen|abend|nachmittag|früh)?|um (?:mitternacht|halb \\p{L}+|(?!die )\\p{L}+ uhr)|am (?:nächsten|selben|folgenden) (?:tag|morgen|abend)|in (?:der|jener) nacht|(?:tage|wochen|monate|jahre|stunden|minuten) später|mit schleife',

    '(?:im|am|in der|in den|nach der|nach dem) (?:ersten|zweiten|dritten|vierten|fünften|sechsten|siebten|letzten|nächsten)(?: \\p{Ll}+)? (?:tag(?:en)?|nacht|wochen?|wochenende|monat(?:en)?|jahr(?:en)?|winter|sommer|saison|quartal)',
    '(?<=^)wir (?:haben versucht|versuchten)|vor (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|\\d+|einigen|ein paar|einem) (?:jahr(?:en)?|monat(?:en)?|wochen?|tag(?:en)?)|(?:herr|herrn|frau) \\p{Lu}\\p{L}+',
    '(?:finde|fand|glaube|denke) ich|plötzlich|mit einem mal|eines (?:tages|nachts|morgens|abends)|den ganzen (?:tag|morgen|abend|vormittag|nachmittag)|die ganze (?:nacht|woche)',
    '(?:uns|mir) (?:gesagt|gefragt|erzählt|gewarnt|ausgelacht|glauben|geglaubt)|(?:sagten?|fragten?|erzählten?|glaubten?) (?:uns|mir)',
    '(?<=,\\s)(?:und|aber) ich|(?:wir haben|haben wir) [^,.]*(?:gekauft|gemietet|geliehen)|wir (?:kauften|mieteten)',
    '(?:man|ich) (?:muss|sollte|kann)(?: \\p{L}+){0,2} (?:sagen|zugeben)|muss (?:man|ich)(?: \\p{L}+){0,2} (?:sagen|zugeben)|zugegeben(?:ermaßen)?',
  ),
  announces: anyOf(
    'jetzt kommt|ich (?:möchte|will|wollte|werde|würde|erzähle|zeige|spreche|rede|beginne|fange|erkläre|stelle|komme|darf|hoffe)|(?:möchte|will|werde|würde|darf|erzähle|zeige|spreche|beginne) ich|wir (?:werden|schauen|sehen|kommen|beginnen|fangen|reden|sprechen)|(?:schauen|kommen|sehen|beginnen|reden) wir|gliederung|agenda|zum schluss|zu beginn|zum abschluss|es geht um|soll es um|geht es um|in (?:einer|der) minute|gleich|fangen wir',
  ),
  fillers:
    /(?<!\p{L})(?:äh+m*|ähm+|öhm*|hm+|halt|ich meine(?=,)|irgendwie|sozusagen|quasi|weiß nicht|ne(?=[,.?!])|nicht wahr|ja(?=,)|oder so|und so(?=[,.])|keine ahnung|sagen wir mal|na ja|naja|tja|ach|krass|boah|gell|okay|ok)(?!\p{L})|\[[^\]]*\]|♪/iu,
  // Not the particles of verbs, such as "an" and "auf"
  halfEnds: endsIn(
    'der|die|das|dem|den|des|eine|einen|einem|einer|und|oder|aber|weil|dass|wenn|ob|von|für|sehr|als|wie|wir|ich|man|es|zum|zur|beim|vom|im|am|nicht nur|sondern',
  ),
  closes:
    /\b(?:vielen dank|danke (?:schön|ihnen|euch|für|fürs|sehr)|herzlichen dank|das war(?:'s|s| es)|gibt es (?:noch )?fragen|haben sie (?:noch )?fragen|fragen\?)/iu,
  claims: [
    quantity,
    anyOf(
      '(?:der|die|das) (?:wichtigste|entscheidende|eigentliche|größte|beste|schlimmste|häufigste|billigste|zentrale) \\p{L}+|das wichtigste|(?:der|die|das) (?:punkt|grund|lehre|problem|trick|ziel|idee|ergebnis|schluss|unterschied|folge|lösung|geheimnis)(?: \\p{L}+){0,4} (?:ist|war|sind)',
      'wir haben (?:\\p{L}+ ){0,8}(?:gefunden|gelernt|gemessen|entdeckt|gezeigt|festgestellt|gebaut|verglichen|ersetzt|halbiert|verdoppelt|gezählt|beschlossen|aufgehört)|wir (?:fanden|lernten|maßen|entdeckten|beschlossen|stellten fest)',
      'stellte sich heraus|zeigt|zeigte|bedeutet|heißt|führt zu|hängt (?:\\p{L}+ )?(?:von|davon)|besteht aus|entsteht|verursacht|sorgt für',
    ),
    anyOf(
      'weil|damit|um zu|statt|anstatt|mehr als|weniger als|doppelt|hälfte|nur wenn|ohne|nie|niemals|immer|muss|müssen|sollte|sollten|darf|dürfen|braucht|brauchen|kann nicht|nicht|kein(?:e[nmrs]?)?|niemand|jede[rs]?|die meisten|besser|schlechter|billiger|schneller|langsamer|\\p{L}+er als|je mehr|wer|wenn man',
      '(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|millionen?|milliarden?) \\p{Lu}\\p{L}+|prozent|ein drittel|ein viertel|zwei drittel|die hälfte',
    ),
  ],
  matters: anyOf(
    'wichtig\\p{L}*|problem|grund|risiko|gefahr|gefährlich|kostet|kosten|scheiter\\p{L}*|stirbt|sterben|verlier\\p{L}*|verloren|falsch|zu (?:spät|teuer|langsam|viel)|krise|braucht|brauchen|millionen|milliarden|weil|ziel|kaputt|verschwend\\p{L}*|schad\\p{L}*|spar\\p{L}*|niemand|mangel|fehlt|fehlen',
  ),
  told: anyOf(
    'war|waren|hatten?|wurden?|kam|kamen|ging|gingen|gab|fand|fanden|nahm|nahmen|sah|sahen|stand|standen|lag|lagen|fuhr|fuhren|blieb|blieben|rief|riefen|schrieb|fiel|konnten?|mussten?|wollten?|sollten?|\\p{Ll}{3,}t(?:e|en)(?<!besten|meisten|ersten|letzten|kosten|heute)',
  ),
  holds: anyOf(
    'ist|sind|hat|haben|kann|können|muss|müssen|soll|sollen|darf|dürfen|wird|werden|gibt|geht|gehen|braucht|brauchen|kostet|macht|heißt|bleibt|\\p{Ll}{3,}[^s\\W]t',
  ),
  verbs:
    /(?<!\p{L})(?:ist|sind|war|waren|sei|wäre|hat|haben|hatte|hatten|hätte|wird|werden|wurde|wurden|kann|können|konnte|konnten|muss|müssen|musste|soll|sollen|sollte|sollten|darf|dürfen|will|wollen|wollte|braucht|brauchen|gibt|gab|geht|gehen|ging|kommt|kommen|kam|macht|machen|machte|liegt|steht|bleibt|blieb|hält|lässt|\p{Ll}{3,}(?:t|te|ten|en))(?!\p{L})/u,
  empty: setOf(
    `ding dinge sache sachen leute menschen mal jahr jahre jahren tag tage woche wochen monat monate minute minuten stunde stunden zeit
    frage fragen antwort beispiel beispiele grund teil punkt fall fälle art weise seite stelle moment anfang ende folie folien bild
    bilder vortrag danke hallo raum publikum witz spaß problem probleme idee ideen wort wörter name namen hand hände kopf weg rest
    ganzen ganze richtig falsch gut gute schlecht groß große großen klein kleine kleinen neue neuen lange viel sagen sagt gesagt
    machen macht gemacht gehen geht gegangen sehen sieht gesehen kommen kommt gekommen wissen weiß gewusst denken glauben heißt
    eigentlich einfach natürlich wirklich vielleicht genau ungefähr wahrscheinlich je jeweils plötzlich übrigens irgendwann manchmal meistens
    gemessen gebaut gefunden genommen gegeben gebraucht braucht morgen heute gestern abend nacht erste zweite dritte mehr weniger`,
  ),
}
