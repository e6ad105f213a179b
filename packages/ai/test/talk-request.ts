import type { Passage, TextModelRequest } from '@async-events/core'

/** A talk without slides: a sentence each six seconds. */
export const talkRequest = (
  said: readonly string[],
  parts: TextModelRequest['source']['parts'] = [],
): TextModelRequest => ({
  fields: [],
  systemPrompt: '',
  source: {
    title: 'Pumps of the village',
    text: said.join(' '),
    facts: {},
    passages: said.map(
      (text, at): Passage => ({ from: 'speech', text, start: at * 6, end: at * 6 + 6, slide: null }),
    ),
    parts,
  },
  sourceLanguage: 'en',
  targetLanguage: 'en',
  signal: new AbortController().signal,
})
