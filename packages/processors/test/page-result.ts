import type { z } from 'zod'
import type { scrapeContract } from '../src/scrape/contract.ts'

/** Output of `scrape` for a page that says nothing but what is given. */
export const pageResult = (
  more: Partial<z.input<(typeof scrapeContract)['result']>> = {},
): z.input<(typeof scrapeContract)['result']> => ({
  url: 'https://conf.example/talks/reed-beds',
  title: null,
  description: null,
  language: null,
  speakers: [],
  event: null,
  track: null,
  room: null,
  starts_at: null,
  ends_at: null,
  licence: null,
  keywords: [],
  video_url: null,
  attachments: [],
  links: [],
  text: {
    key: `public/sha256/${'0'.repeat(64)}`,
    bytes: 1,
    sha256: '0'.repeat(64),
    media_type: 'text/markdown',
  },
  text_chars: 1,
  ...more,
})
