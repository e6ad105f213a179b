/** A piece of a talk in which phrases are looked for. */
export interface TopicPassage {
  text: string
  /** Anchor of the page of the talk; null for what has no time. */
  anchor: string | null
  /** A title or a keyword: says what the talk is about. */
  isHeading: boolean
}

/** What one talk says in one language. */
export interface TopicText {
  /** Its number in the site. */
  talk: number
  /** Of `indexLanguage`. */
  language: string
  passages: readonly TopicPassage[]
}

/** Where a talk says a phrase. */
export interface TopicTalk {
  talk: number
  /** Of the first places in its order; empty where it is written and not said. */
  anchors: string[]
}

/** A phrase that several talks share. */
export interface Topic {
  /** As it was written. */
  phrase: string
  language: string
  /** In the order of the site. */
  talks: TopicTalk[]
  /** What is rare, firmly put together and often said in its talks is higher. */
  score: number
}
