import { describe, expect, it } from 'vitest'
import { completeDraft } from './complete-draft.ts'

const required = ['event', 'session', 'url', 'filename', 'track']
const common = { event: 'Wetland Conf', track: 'reeds', target_language: 'en' }
const draft = (parameters: Record<string, unknown>, job = {}) => ({ line: 7, parameters, job })

describe('completeDraft', () => {
  it.each([
    ['https://conf.example/talks/reed-beds.html', 'Reed beds'],
    ['https://conf.example/2026/talks/r%C3%B6hricht_im_winter/', 'Röhricht im winter'],
    ['https://conf.example/', 'Conf.example'],
    ['https://conf.example/event/4711', '4711'],
  ])('makes a title of %s', (url, session) => {
    expect(completeDraft(draft({ url }), common, required)).toEqual({
      line: 7,
      parameters: { ...common, url, session, filename: `${session}.md` },
      job: {},
      missing: [],
      isTitleGuessed: true,
    })
  })

  it('keeps what the draft states', () => {
    const own = { event: 'Other', track: 'birds', session: 'A/B', url: 'https://a.example/x', day: null }
    const done = completeDraft(draft(own), { ...common, day: '2026-06-12' }, required)
    expect(done.parameters).toEqual({
      event: 'Other',
      track: 'birds',
      session: 'A/B',
      url: own.url,
      target_language: 'en',
      filename: 'A-B.md',
      day: '2026-06-12',
    })
    expect(done.isTitleGuessed).toBe(false)
  })

  it('names what is missing', () => {
    expect(completeDraft(draft({ session: 'A' }), { track: '' }, required).missing).toEqual([
      'event',
      'url',
      'track',
    ])
  })

  it('leaves other job types as they are', () => {
    const source = { url: 'https://a.example/x.pdf' }
    const done = completeDraft(draft({ source }, { job_type: 'pdf' }), common, required)
    expect(done).toMatchObject({ parameters: { source }, missing: [] })
  })
})
