/** Raised when fields or terms are others than before: the index is then another one, and is filled again. */
export const indexVersion = 1

const keyword = { type: 'keyword' }
/** Terms are made before; blanks separate them. */
const terms = { type: 'text', analyzer: 'whitespace' }

/** Of talks by the id of their job. What is only shown is not indexed. */
export const talksIndex = {
  // A talk that was removed may be put again at once.
  settings: { max_result_window: 10_000, 'index.gc_deletes': '0s' },
  mappings: {
    dynamic: 'strict',
    properties: {
      job_id: keyword,
      run: { type: 'long' },
      generation: { type: 'long' },
      batch_id: keyword,
      user_id: keyword,
      event: keyword,
      track: keyword,
      languages: keyword,
      term_languages: keyword,
      speakers: keyword,
      title: terms,
      names: terms,
      text: terms,
      words: terms,
      talk: { type: 'object', enabled: false },
      packed: { type: 'binary' },
    },
  },
}

/** What is known of the index as a whole: one document. */
export const factsIndex = {
  mappings: {
    dynamic: 'strict',
    properties: {
      generation: { type: 'long' },
      complete_until: { type: 'long' },
      compared_at: { type: 'long' },
    },
  },
}
