import type { Topic } from './topic.ts'

/** The topics of a conference, and those of each talk. */
export class TalkTopics {
  /** By phrase. */
  readonly all: readonly Topic[]
  readonly #ofTalk = new Map<number, Topic[]>()

  /** @param found best first */
  constructor(found: readonly Topic[]) {
    for (const topic of found)
      for (const { talk } of topic.talks) this.#ofTalk.set(talk, [...(this.#ofTalk.get(talk) ?? []), topic])
    this.all = found.toSorted((a, b) => a.phrase.localeCompare(b.phrase, 'en'))
  }

  /** Best first. */
  of(talk: number): readonly Topic[] {
    return this.#ofTalk.get(talk) ?? []
  }
}
