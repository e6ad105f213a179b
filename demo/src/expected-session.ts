/** What `sessions.json` submits, as far as the demo looks at it. */
export interface Session {
  session: string
}

/** What must come out of a session; `expected.json` is a list of these. Files are paths in the sample's folder. */
export interface ExpectedSession {
  session: string
  status: string
  error_code: string | null
  /** Found on the page. */
  video_url?: string | null
  room?: string | null
  /** All of them, by step and code. */
  warnings?: ExpectedWarning[]
  /** More of them, depending on the engines. */
  may_warn?: ExpectedWarning[]
  /** Absent for none. */
  transcript?: { language: string } & KnownWords
  /** Pictures in the document, in order; none when this is left out. */
  slides?: {
    count: number
    titles?: string[]
    /** Seconds at which the recording shows each. */
    times?: number[]
  }
  /** What must be among the text of each page. */
  page_texts?: string[][]
  /** Text of the pages that are pictures only. */
  ocr_text?: KnownWords
  /** Paths that must never be requested. */
  never_asked_for?: string[]
}

export interface ExpectedWarning {
  step: string
  code: string
}

export interface KnownWords {
  words_file: string
  /** 0 to 1 */
  min_share_of_words: number
}
