import { Client, type SessionJobCreate } from '@async-events/client'
import { url } from './visit.ts'

export const client = new Client({ baseUrl: url === '' ? 'http://127.0.0.1' : url })

/** A talk that waits until somebody decides otherwise. */
export const heldTalk = (session: string): SessionJobCreate => ({
  parameters: parameters(session, 'talks/reed-beds.html'),
  not_before: '2090-01-01T00:00:00Z',
})

/** A talk that is done within seconds: nothing is transcribed. */
export const quickTalk = (session: string): SessionJobCreate => ({
  parameters: {
    ...parameters(session, 'talks/reed-beds.html'),
    video_transcript: 'Reeds clean the water that flows between them.',
  },
})

/** A talk whose page is not there. */
export const lostTalk = (session: string): SessionJobCreate => ({
  parameters: parameters(session, 'talks/no-such-talk.html'),
})

const parameters = (session: string, path: string): SessionJobCreate['parameters'] => ({
  event: 'Wetland Conf 2026',
  session,
  url: `${url}/samples/${path}`,
  filename: `${session}.md`,
  track: 'Reeds',
})
