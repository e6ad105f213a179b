import { isOnlyWhen } from '../times/is-only-when.ts'
import { readDuration } from '../times/read-duration.ts'
import type { WhenReference } from '../times/read-when.ts'
import { type Claim, claimRank } from './claim.ts'
import { factLabel } from './fact-labels.ts'
import { type FlatElement, type FlatPage, outermost } from './flat-element.ts'
import { isInside, lineAt, textOf } from './flat-page.ts'
import { peopleIn } from './people-in.ts'
import { roomName, trackName } from './place-name.ts'
import { timeInText, withNothing } from './when.ts'

type Subject = 'room' | 'track' | 'speakers' | 'when'

/** Words of class names by the fact that they name, in the templates of conference systems and of people's own. */
const subjects = new Map<string, Subject>([
  ...words('room', 'room rooms roomname location venue stage saal raum salle sala aula zaal place'),
  ...words('track', 'track trackname stream devroom'),
  ...words(
    'speakers',
    'speaker speakers presenter presenters speakername person persons panelist panelists who member members lecturer intervenants ponentes referenten byline authors author',
  ),
  ...words(
    'when',
    'time date datetime when daytime timeslot slot hours start dates times duration timeandplace',
  ),
])

function words(subject: Subject, list: string): [string, Subject][] {
  return list.split(' ').map((word) => [word, subject])
}

/** They turn the word before or after into something else: `room-filter`, `time-zone`, `speaker-bio`, `published-date`. */
const otherSubjects = new Set(
  'filter filters select search form input button btn list nav menu zone timezone map maps picker calendar bio biography biographies description abstract image photo picture avatar img ical publish published posted updated modified update created comment comments reading read login post count login wrap tabs tab modal popup link social company affiliation organization org job role position twitter'.split(
    ' ',
  ),
)

/** Facts in elements whose class or id says what they are, such as `talk-slot-room`. */
export function claimsOfClassNames(
  page: FlatPage,
  title: FlatElement | null,
  reference: WhenReference,
  url: string,
): Claim[] {
  const claims: Claim[] = []
  const seen = { room: 0, track: 0, speakers: 0, when: 0 }
  let skipTo = 0
  for (const element of page.elements) {
    if (element.words.length === 0 || element.from === element.to || element.zone !== null) continue
    if (element.index < skipTo || element.name === 'body') continue
    const subject = subjectOf(element)
    if (subject === null || seen[subject] >= 8) continue
    if (title !== null && isInside(title, element)) continue
    const claim = claimOf(page, element, subject, reference, url, title)
    if (claim === null) continue
    seen[subject] += 1
    claims.push(claim)
    if (subject === 'speakers') skipTo = element.end
  }
  return claims
}

function subjectOf(element: FlatElement): Subject | null {
  let found: Subject | null = null
  for (const word of element.words) {
    if (otherSubjects.has(word)) return null
    // The last word decides: `talk-slot-room` is a room, `speaker-time` a time.
    found = subjects.get(word) ?? found
  }
  // Sched calls its tracks types.
  return found ?? (element.words.includes('sched') && element.words.includes('type') ? 'track' : null)
}

function claimOf(
  page: FlatPage,
  element: FlatElement,
  subject: Subject,
  reference: WhenReference,
  url: string,
  title: FlatElement | null,
): Claim | null {
  const length = element.to - element.from
  const common = { source: 'markup' as const, rank: claimRank.className - distance(page, element, title) }
  const elements = isInSentence(page, element) ? [] : [outermost(element).node]
  if (subject === 'speakers') {
    if (length > 6_000) return null
    const { people, bare } = peopleIn(
      page,
      {
        from: element.from,
        to: element.to,
        first: element.index,
        last: element.end,
        single: element.words.includes('speaker'),
      },
      url,
    )
    return people.length > 0
      ? { fact: 'speakers', value: people, ...common, elements: bare ? elements : [] }
      : null
  }
  const text = textOf(page, element)
  if (subject === 'when') {
    if (length > 160) return null
    const minutes = element.words.includes('duration') ? readDuration(text) : null
    const when = minutes === null ? timeInText(text, reference) : withNothing({ duration: minutes })
    return when === null
      ? null
      : { fact: 'when', value: when, ...common, elements: isOnlyWhen(text) ? elements : [] }
  }
  if (length > 120 || factLabel(text) !== null || isOnlyWhen(text)) return null
  const name = subject === 'room' ? roomName(text) : trackName(text)
  return name === null ? null : { fact: subject, value: name, ...common, elements }
}

/** `On <span class="date">12 May</span> the first bittern called.`: without it the sentence would have a hole. */
function isInSentence(page: FlatPage, element: FlatElement): boolean {
  if (element.block) return false
  const line = page.lines[lineAt(page, element.from + 1) - 1]
  if (!line || line.from > element.from || line.to < element.to) return false
  if (line.to - line.from > 1_000) return true
  const around = `${page.text.slice(line.from, element.from)} ${page.text.slice(element.to, line.to)}`
  return /[.!?]$/.test(line.text) && (around.match(/(?<!\p{L})\p{Ll}{2,}/gu) ?? []).length >= 4
}

/** The nearer to the title, the more it belongs to the talk. */
function distance(page: FlatPage, element: FlatElement, title: FlatElement | null): number {
  if (title === null) return 5
  const between = element.from >= title.to ? element.from - title.to : title.from - element.to + 200
  return Math.min(9, Math.max(0, between) / Math.max(400, page.text.length / 10))
}
