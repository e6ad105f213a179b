/** `Talk title | Conference`, `Conference: Talk - Site`: the parts of a `<title>`, in order, cut at every separator. */
export const looseParts = (title: string): string[] => cut(title, anySeparator)

/** The parts; titles contain dashes, so one separates only when what stands beside it is a conference. */
export function titleParts(title: string): string[] {
  return cut(title, strongSeparator).flatMap((part) => {
    const sides = cut(part, dash)
    return sides.some(looksLikeEvent) ? sides : [part]
  })
}

const separators = String.raw`\s+(?:\||::|»|·|•|//|←|→|<|>|›|«|\\|~)+\s+|\s*[|»›«•]\s*`
const dashes = String.raw`\s+[—–-]{1,2}\s+`
const strongSeparator = new RegExp(separators)
const dash = new RegExp(dashes)
const anySeparator = new RegExp(`${separators}|${dashes}`)

const cut = (text: string, at: RegExp): string[] =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A conference rather than a talk: it has a year, or calls itself one. */
export const looksLikeEvent = (text: string): boolean =>
  text.length <= 90 &&
  (yearMark.test(text) || eventWords.test(text) || eventNames.test(text) || isShortFestival(text))

const yearMark = /(?:^|[^\d])(?:19[89]|20[0-4])\d(?:$|[^\d])|['’]\d\d$/
const eventWords =
  /(?:^|[^\p{L}])(?:conferences?|conférences?|conferencia|conferenza|conferência|konferenz|summit|barcamp|kongress|congress|congreso|congresso|congrès|symposium|fosdem|debconf|meetup|convention|jornadas|journées|giornate|hackathon|tagung|unconference|kaigi)(?:$|[^\p{L}])/iu
/** `PyCon`, `JSConf`, `WordCamp`, `DEFCON`: as one word of a name, not `silicon`. */
const eventNames =
  /(?:\p{L}(?:Con|Conf|Camp|Fest|Days?|Summit|Kaigi)|\p{Lu}{2,}(?:CON|CONF)|(?:^|\s)(?:Conf|Con))(?:$|[^\p{L}])/u

/** `Repair Days`, `Open Source Week`: in a title these words are written small, or more stand around them. */
const isShortFestival = (text: string): boolean =>
  /(?:^|[^\p{L}])(?:Days?|Tage|Week|Woche|Festival|Fest|Forum|Expo|Camp)(?:$|[^\p{L}])/u.test(text) &&
  text.split(' ').length <= 4 &&
  text
    .split(' ')
    .every((word) => /^[\p{Lu}\p{N}&]/u.test(word) || /^(?:of|for|the|and|der|des|de|du|für)$/.test(word))

const sections = new Set(
  'home|start|startseite|accueil|inicio|início|homepage|home page|talks|talk|talk details|session|sessions|session details|session detail|session information|event|events|event details|event detail|details|schedule|the schedule|full schedule|conference schedule|program|programme|conference program|conference programme|agenda|timetable|presentations|presentation|presentation details|speakers|speaker|our speakers|lectures|lecture|contributions|contribution|contribution list|proposals|proposal|tutorials|tutorial|workshops|workshop|keynotes|keynote|keynote speakers|panels|videos|video|news|blog|about|menu|navigation|main menu|search|login|log in|sign in|register|tickets|sponsors|our sponsors|venue|contact|faq|abstract|description|vortrag|vorträge|programm|fahrplan|zeitplan|ablauf|referenten|veranstaltung|veranstaltungen|sessionplan|programa|charlas|charla|ponencias|ponencia|ponentes|agenda completa|horario|conférences|conférence|présentations|présentation|orateurs|intervenants|interventi|intervento|relatori|talk list|list of talks|all talks|all sessions|lezingen|lezing|sprekers|sessie|sessies|palestras|palestra|palestrantes|programação|programação completa|sessões|sessão|index|page|untitled|welcome|overview|talks & speakers|speakers & talks|poster|posters|papers|paper|archive|archives|past events|previous events|activities|activity|live|stream|share|comments|pretalx|indico|frab|sched|skip to content|skip to main content|toggle navigation|conference|conferences|media|recordings|recording|track|tracks|room|rooms|lightning talks|table of contents|contents|loading|loading…|loading...'.split(
    '|',
  ),
)

/** A part of the site, such as `Schedule`, or the name of a system: neither a talk nor a conference. */
export const isSectionName = (text: string): boolean =>
  sections.has(
    text
      .toLowerCase()
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.…]+$/gu, '')
      .replace(/\s+/g, ' '),
  )
