const known =
  /^(?:ist|sind|war|waren|hat|haben|hatten?|hätten?|wird|werden|wurden?|würden?|kann|können|konnten?|muss|müssen|mussten?|soll|sollen|sollten?|will|wollen|wollten?|darf|dürfen|gibt|gab|geht|gehen|ging|gingen|kommt|kommen|kam|kamen|macht|machen|steht|stehen|stand|liegt|liegen|lag|läuft|laufen|lief|fährt|fahren|fuhr|fuhren|hält|fällt|fiel|fielen|sank|sanken|stieg|stiegen|bleibt|bleiben|blieb|heißt|hieß|braucht|brauchen|kostet|kosten|misst|messen|schickt)$/
const noVerb =
  /(?:^(?:nicht|jetzt|erst|fast|meist|selbst|sonst|recht|echt|acht|hundert|zuletzt|bereits|insgesamt|heute|mitte|seite|leute|kette|platte|karten|seiten|zeiten|minuten|daten|arten|unten|hinten|ersten|letzten|nächsten|meisten|besten|ältesten)|heit|keit|schaft|tät|ment|zeit|arbeit|welt|stadt|luft|punkt|markt|monat|prozent|fahrt|kraft|schrift|sicht|schicht|nacht|pflicht|bericht|gewicht|licht|inhalt|gerät|wert|werk|gebiet|sten|este|ste)$/

/** Whether a German word in lower case probably is a finite verb: a common one, or by its ending. */
export const isGermanVerb = (word: string): boolean =>
  known.test(word) || (/^\p{Ll}{3,}(?:t|te|ten)$/u.test(word) && !noVerb.test(word))

/** As far as it is certain: behind what could be an adjective a word in -t is a noun as well. */
export const isKnownGermanVerb = (word: string): boolean => known.test(word)
