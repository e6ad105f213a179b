import type { Conference } from '../conference.ts'
import { linesOf } from '../lines-of.ts'
import { findTopics } from './find-topics.ts'
import { TalkTopics } from './talk-topics.ts'
import type { TopicText } from './topic.ts'
import { topicText } from './topic-texts.ts'

/** Reads every talk of a conference, one at a time, for what they have in common. Their texts are held until it is found. */
export async function readTopics({ title, talks, groups }: Conference): Promise<TalkTopics> {
  const texts: TopicText[] = []
  // One talk shares nothing.
  for (const talk of talks.length > 1 ? talks : []) {
    const content = await talk.read()
    const lines = await linesOf(content)
    texts.push(topicText(talk.number, talk.facts, { structured: content.structured, lines }))
  }
  const names = [title, ...Object.values(groups).flatMap((kind) => kind.map(({ name }) => name))]
  return new TalkTopics(await findTopics(texts, names))
}
