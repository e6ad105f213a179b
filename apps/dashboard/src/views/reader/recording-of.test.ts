import type { Job } from '@async-events/client'
import { describe, expect, it } from 'vitest'
import { recordingOf } from './recording-of.ts'

const here = { pageOrigin: 'https://events.example', urlOf: (url: string) => `https://events.example${url}` }
type Finished = Pick<Job, 'results' | 'parameters'>

/** Only what is looked at. */
const finished = (structured_data: object, assets: object[] = [], parameters = {}): Finished =>
  ({ results: { structured_data, assets }, parameters }) as unknown as Finished

describe('recordingOf', () => {
  it('plays a file of the results', () => {
    const sound = { url: '/api/event-job/files/job-1/1/talk/sound.flac', media_type: 'audio/flac' }
    const media = `https://events.example${sound.url}`
    expect(recordingOf(finished({}, [sound]), null, here)).toEqual({
      address: media,
      kind: 'audio',
      from: 0,
      media,
    })
  })

  it('plays a recording of the same site, and counts from where the talk begins', () => {
    const front_matter = { video: 'https://events.example/samples/day.mp4#t=600,1500' }
    const data = { front_matter, recording: { kind: 'video', video_start: 600 } }
    expect(recordingOf(finished(data), null, here)).toEqual({
      address: front_matter.video,
      kind: 'video',
      from: 600,
      media: 'https://events.example/samples/day.mp4',
    })
  })

  it('takes the beginning from the links of the document where nothing states it', () => {
    const data = { front_matter: { video: 'https://video.example/day.mp4' }, recording: { kind: 'audio' } }
    const links = { before: 'https://video.example/day.mp4#t=', after: '', from: 90 }
    expect(recordingOf(finished(data), links, here)).toMatchObject({ kind: 'audio', from: 90 })
  })

  it('leaves that of another site to its site', () => {
    const front_matter = { video: 'https://video.example/talk.webm' }
    expect(recordingOf(finished({ front_matter, recording: { kind: 'video' } }), null, here)).toMatchObject({
      address: front_matter.video,
      media: null,
    })
  })

  it('is null without a recording', () => {
    expect(recordingOf(finished({ front_matter: {}, recording: null }), null, here)).toBeNull()
    expect(recordingOf({ results: null, parameters: {} }, null, here)).toBeNull()
  })
})
