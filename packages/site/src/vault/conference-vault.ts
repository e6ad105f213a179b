import { type Conference, conference, type Group, type PageTalk } from '../conference.ts'
import { readTopics } from '../connections/read-topics.ts'
import type { TalkTopics } from '../connections/talk-topics.ts'
import type { Topic, TopicTalk } from '../connections/topic.ts'
import { clock } from '../facts/clock.ts'
import { pathInArchive } from '../facts/path-in-archive.ts'
import { linkTo } from '../pages/links.ts'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteFile, SiteTalk } from '../site-talk.ts'
import { filesOfTalk } from '../talk-files.ts'
import { note } from './note.ts'
import { noteNames } from './note-names.ts'
import { vaultMarkdown } from './vault-markdown.ts'
import { wikilink } from './wikilink.ts'

interface Vault {
  conference: Conference
  topics: TalkTopics
  /** Paths of notes without `.md`: of talks by number, of speakers by name. */
  talks: readonly string[]
  speakers: ReadonlyMap<string, string>
  topicPaths: ReadonlyMap<Topic, string>
}

/**
 * A conference as a vault of Obsidian, file by file: a note for each talk, speaker and shared topic, which link to one another, and
 * the pictures of the talks. Every note is Markdown that other readers show.
 *
 * @param name of the batch, where no talk names its event
 */
export async function* conferenceVault(
  name: string,
  all: readonly SiteTalk[],
): AsyncGenerator<SiteFile, void, void> {
  const found = conference(name, all)
  const topics = await readTopics(found)
  const { speakers } = found.groups
  // Unique in the whole vault: a link by name alone leads to one note.
  const names = noteNames([
    found.title,
    ...found.talks.map(titleOf),
    ...speakers.map((speaker) => speaker.name),
    ...topics.all.map(({ phrase }) => phrase),
  ])
  const [start = 'Conference', ...rest] = names
  const talks = rest.slice(0, found.talks.length).map((one) => `Talks/${one}`)
  const people = rest.slice(talks.length, talks.length + speakers.length)
  const vault: Vault = {
    conference: found,
    topics,
    talks,
    speakers: new Map(speakers.map((speaker, at) => [speaker.name, `Speakers/${people[at]}`])),
    topicPaths: new Map(
      topics.all.map((topic, at) => [topic, `Topics/${rest[talks.length + speakers.length + at]}`]),
    ),
  }
  yield startNote(start, vault)
  for (const talk of found.talks) yield* talkNote(talk, vault)
  for (const speaker of speakers) yield speakerNote(speaker, vault)
  for (const topic of topics.all) yield topicNote(topic, vault)
}

function startNote(path: string, vault: Vault): SiteFile {
  const { conference: found, topics, speakers, topicPaths } = vault
  const days =
    found.groups.days.length > 0 ? found.groups.days.map((day) => [day.name, day.talks] as const) : []
  const dated = new Set(days.flatMap(([, talks]) => talks))
  const rest = found.talks.filter((talk) => !dated.has(talk))
  const sections = [...days, ...(rest.length > 0 ? [['Talks', rest] as const] : [])]
  const body = [
    ...sections.flatMap(([name, talks]) => [`## ${name}`, list(talks.map((talk) => talkLine(talk, vault)))]),
    ...(speakers.size > 0
      ? ['## Speakers', list([...speakers].map(([name, note]) => wikilink(note, name)))]
      : []),
    ...(topics.all.length > 0
      ? ['## Topics', list([...topicPaths].map(([{ phrase }, note]) => wikilink(note, phrase)))]
      : []),
  ]
  return note(path, { type: 'conference', talks: found.talks.length }, body.join('\n\n'))
}

async function* talkNote(talk: PageTalk, vault: Vault): AsyncGenerator<SiteFile, void, void> {
  const path = linkOf(talk, vault)
  const { facts } = talk
  const content = await talk.read()
  // Its document is the note.
  const files = filesOfTalk(
    talk,
    content.files.filter(({ media_type }) => media_type !== 'text/markdown'),
  )
  const pages = new Map(vault.conference.talks.map((one) => [one.document, `${linkOf(one, vault)}.md`]))
  const body = vaultMarkdown(content.markdown, (link) => {
    const inArchive = pathInArchive(talk.document, link)
    const target = inArchive === null ? null : (files.get(inArchive)?.path ?? pages.get(inArchive) ?? null)
    return target === null ? null : linkTo(path, target)
  })
  const topics = vault.topics.of(talk.number)
  const same = topics.flatMap((topic) =>
    topic.talks
      .filter((one) => one.talk !== talk.number)
      .map((one) => `${topicLink(topic, vault)}: ${sharing(one, vault)}`),
  )
  const parts = [body.trim(), ...(same.length > 0 ? ['## Speaks of the same', list(same)] : [])]
  const properties = {
    ...{ type: 'talk', title: titleOf(talk), event: facts.event, date: facts.day },
    ...{ start: facts.start, end: facts.end, room: facts.room, track: facts.track },
    speakers: facts.speakers.flatMap(({ name }) => {
      const speaker = vault.speakers.get(name)
      return speaker === undefined ? [] : [wikilink(speaker, name)]
    }),
    topics: topics.map((topic) => topicLink(topic, vault)),
    language: facts.language ?? '',
    source: facts.source ?? '',
    recording: facts.recording?.address ?? '',
  }
  yield note(path, properties, parts.join('\n\n'))
  yield* files.values()
}

function speakerNote({ name, urls, talks }: Group, vault: Vault): SiteFile {
  const path = vault.speakers.get(name) ?? name
  return note(
    path,
    { type: 'speaker', title: name, websites: urls },
    list(talks.map((talk) => talkLine(talk, vault))),
  )
}

function topicNote(topic: Topic, vault: Vault): SiteFile {
  const path = vault.topicPaths.get(topic) ?? topic.phrase
  const properties = {
    type: 'topic',
    title: topic.phrase,
    language: topic.language === 'und' ? '' : topic.language,
  }
  return note(path, properties, list(topic.talks.map((one) => sharing(one, vault))))
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

const linkOf = ({ number }: PageTalk, { talks }: Vault): string => talks[number] ?? `Talks/${number}`

const topicLink = (topic: Topic, { topicPaths }: Vault): string =>
  wikilink(topicPaths.get(topic) ?? topic.phrase, topic.phrase)

function talkLine(talk: PageTalk, vault: Vault): string {
  const people = talk.facts.speakers.flatMap(({ name }) => {
    const path = vault.speakers.get(name)
    return path === undefined ? [] : [wikilink(path, name)]
  })
  return [wikilink(linkOf(talk, vault), titleOf(talk)), ...people].join(' · ')
}

/** A talk, and when it says so in its recording. */
function sharing({ talk: number, anchors }: TopicTalk, vault: Vault): string {
  const talk = vault.conference.talks[number]
  if (talk === undefined) return ''
  const { recording } = talk.facts
  const times = anchors.map((anchor) => {
    const seconds = Number(anchor.slice('t='.length))
    return recording?.media
      ? `[${clock(seconds)}](${linkable(recording.media)}#t=${Math.floor(recording.from + seconds)})`
      : clock(seconds)
  })
  return [wikilink(linkOf(talk, vault), titleOf(talk)), ...times].join(' ')
}

/** A bracket would end the link. */
const linkable = (url: string): string => url.replaceAll('(', '%28').replaceAll(')', '%29')
