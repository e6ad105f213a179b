const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Between the first and the last of two days or times. */
export const toWords = words('to till til until through thru bis a au al alle tot hasta ate as')
/** The same after `from`, `between`, `entre`, …; between two days they need no such word. */
export const andWords = words('and et e y und en')
export const betweenWords = words('between entre tra fra zwischen tussen')
/** Before a time at which something ends. */
export const endWords = words(
  'end ends ending ende endet fin fine fim fin final einde until till bis hasta ate tot termina finit',
)
/** Before a time of day; a number with a dot after one of them is a time. */
export const clockMarkers = words('at um ab gegen om as a las alle ore dalle kl klo from von de da dalle van')
/** After one of them even a bare number is a time. */
export const hourMarkers = words('kl klo ore')
/** Of a time of day or a date, before its value. */
export const timeLabels = words(
  'start starts starting begin begins beginning beginn beginnt time times when wann zeit uhrzeit anfang datum date dates heure horaire debut quand fecha hora horario inicio cuando data ora orario inizio quando inicio tijd tijdstip aanvang wanneer',
)
export const durationLabels = words('duration length dauer lange duree duracion durata duracao duur')
/** Says nothing of its own between a weekday, a date and a time. */
export const fillers = words(
  'on the of from at um am ab den der dem le la el il los las a as em no na op om de del du di da dal dalle alle al ore kl klo uhr uur hrs h dia local ortszeit von van o um and ca circa about approx etwa environ',
)
export const dayWords = words('day tag jour dia giorno dag journee')
export const numberWords: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 }

/** Units after an hour: `14h`, `14 Uhr`, `14 uur`. */
export const hourUnits = words('h hs hrs u uhr uur')
export const noon = words('noon midday mittag mittags midi mediodia mezzogiorno')
export const midnight = words('midnight mitternacht minuit medianoche mezzanotte middernacht')

/** Parts of the day, and what stands between them and the time: `3 in the afternoon`, `8 de la tarde`. */
export const morning = words('morning morgens vormittags fruh matin manana manha mattina mattino ochtends')
export const afternoon = words(
  'afternoon evening night nachmittags abends midi soir tarde noche noite pomeriggio sera middags avonds',
)
export const partOfDayAdverbs = words('morgens vormittags nachmittags abends')
export const partOfDayFillers = words('in the at de la l du da di del s apres')

/** Units of a duration. */
export const minuteUnits = words('min mins minute minutes minuten minuti minuto minutos minuut')
export const hoursUnits = words('hour hours hr hrs std stunde stunden heure heures hora horas ora ore uren')

/** A number after one of them is part of a name or a proportion: `John 3:16`, `aspect ratio 16:10`. */
export const citationWords = words(
  'genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings psalm psalms proverbs ecclesiastes isaiah jeremiah ezekiel daniel amos micah matthew mark luke john acts romans corinthians galatians ephesians philippians colossians hebrews james peter revelation mose psalmen matthaus markus lukas johannes jesaja surah sura ratio format aspect score',
)
