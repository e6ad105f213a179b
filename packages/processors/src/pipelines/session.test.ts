import { limits } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { pageResult } from '../../test/page-result.ts'
import { openTemplates } from '../transform/template/open-templates.ts'
import { createSessionPipeline } from './session.ts'
import { type SessionParameters, sessionParameters } from './session-parameters.ts'

const sessionPipeline = createSessionPipeline(() => openTemplates())
const needed = {
  event: 'Conf',
  session: 'Talk',
  url: 'https://conf.example/talk',
  filename: 'talk.md',
  track: 'main',
}
const given = (more: object = {}): SessionParameters => sessionParameters.parse({ ...needed, ...more })
const { text } = pageResult()
const page = (more: Parameters<typeof pageResult>[0] = {}) => ({
  scrape: pageResult({ url: needed.url, ...more }),
})
const plan = (parameters: object = {}, outputs: object = {}) =>
  sessionPipeline.plan(given(parameters), { ...outputs })

describe('the plan of a session', () => {
  it('waits for the page where nothing else is named', () => {
    expect(Object.keys(plan())).toEqual(['scrape', 'video', 'audio', 'slides', 'transform', 'archive'])
    expect(plan().video).toMatchObject({
      needs: ['scrape'],
      only_if: { step: 'scrape', field: 'video_url', reason: 'no_video' },
    })
    expect(plan().audio).toMatchObject({ only_if: { step: 'video', reason: 'no_audio' } })
    expect(plan().slides).toMatchObject({
      needs: ['video'],
      only_if: { step: 'video', reason: 'no_pictures' },
    })
    expect(plan().transform?.needs).toEqual(['scrape', 'video', 'audio', 'slides'])
  })

  it('starts at once what the job names', () => {
    const made = plan({
      video_url: 'https://v.example/a.mp4',
      attachments_url: ['https://a.example/1.pdf', 'https://a.example/notes.yml'],
    })
    expect(made.video).toMatchObject({ needs: [] })
    expect(made.video?.only_if).toBeUndefined()
    expect([made['pdf-1'], made['pdf-2']]).toMatchObject([
      { needs: [], args: { attachment_url: 'https://a.example/1.pdf' } },
      { needs: [], args: { attachment_url: 'https://a.example/notes.yml' } },
    ])
    expect(made.transform?.needs).toEqual(['scrape', 'video', 'audio', 'pdf-1', 'pdf-2', 'slides'])
    expect(made.slides?.needs).toEqual(['video', 'pdf-1', 'pdf-2'])
  })

  it('takes recording and slides that the page names, and of its files only slides', () => {
    const attachments = [
      { url: 'https://a.example/1.pdf', title: null, media_type: null },
      { url: 'https://a.example/2', title: null, media_type: 'application/pdf' },
      { url: 'https://a.example/photo.jpg', title: null, media_type: 'image/jpeg' },
    ]
    const made = plan({}, page({ video_url: 'https://v.example/a.mp4', attachments }))
    expect(made.video?.args).toEqual({ video_url: 'https://v.example/a.mp4' })
    expect([made['pdf-1'], made['pdf-2']]).toMatchObject([
      { needs: ['scrape'], args: { attachment_url: 'https://a.example/1.pdf' } },
      { needs: ['scrape'], args: { attachment_url: 'https://a.example/2' } },
    ])
    expect(made['pdf-3']).toBeUndefined()
  })

  it('reads decks at hosts that offer the file, and no other page', () => {
    const attachments = [
      { url: 'https://speakerdeck.com/ana/dykes', title: 'Slides', media_type: 'text/html' },
      { url: 'https://docs.google.com/presentation/d/1AbC/edit', title: 'Slides', media_type: 'text/html' },
      { url: 'https://ana.example/slides/dykes.html', title: 'Slides (HTML)', media_type: 'text/html' },
      { url: 'https://drive.google.com/file/d/1AbC/view', title: 'Slides', media_type: null },
      { url: 'https://github.com/ana/talks/blob/main/data.csv', title: 'Data', media_type: 'text/csv' },
    ]
    const made = plan({}, page({ attachments }))
    expect([made['pdf-1']?.args, made['pdf-2']?.args]).toEqual([
      { attachment_url: 'https://docs.google.com/presentation/d/1AbC/edit' },
      { attachment_url: 'https://drive.google.com/file/d/1AbC/view' },
    ])
    expect(made['pdf-3']).toBeUndefined()
  })

  it('N2: the transcript waits for the captions that the page names, the recording does not', () => {
    const captions = [
      { url: 'https://v.example/a.vtt', language: 'en', label: 'English', vtt: text },
      { url: 'https://v.example/gone.vtt', language: 'de', label: null, vtt: null },
    ]
    const parameters = { video_url: 'https://v.example/a.mp4' }
    expect(plan(parameters).audio).toMatchObject({ needs: ['video', 'scrape'], args: {} })
    const made = plan(parameters, page({ captions }))
    expect(made.video).toMatchObject({ needs: [] })
    expect(made.audio?.args).toEqual({
      captions: [{ url: 'https://v.example/a.vtt', language: 'en', label: 'English', vtt: text }],
    })
    // They are there even where the recording cannot be fetched.
    expect(made.audio?.only_if).toBeUndefined()
    // Outputs of an earlier version name none.
    expect(plan(parameters, page()).audio?.args).toEqual({})
  })

  it('the transcript gets the terms of the glossary as vocabulary, 200 at most', () => {
    const glossary = [{ term: 'reed bed', translation: 'Schilfbeet' }, { term: 'Teufelsmoor' }]
    const said = { vocabulary: ['Kubernetes', 'reed bed'], glossary }
    expect(plan(said).audio?.args).toEqual({ vocabulary: ['Kubernetes', 'reed bed', 'Teufelsmoor'] })
    const many = Array.from({ length: 200 }, (_, at) => `term ${at}`)
    expect(plan({ vocabulary: many, glossary }).audio?.args?.vocabulary).toEqual(many)
    expect(plan({ vocabulary: many }).audio?.args).toEqual({})
  })

  it('the transcript waits for the slides, and gets the names that page and slides tell', () => {
    const parameters = {
      video_url: 'https://v.example/a.mp4',
      attachments_url: ['https://a.example/1.pdf', 'https://a.example/2.pdf'],
    }
    expect(plan(parameters).audio?.needs).toEqual(['video', 'scrape', 'pdf-1', 'pdf-2'])
    const speakers = [{ name: 'Ann Moor', url: null, image_url: null }]
    const slides = (headings: string[]) => ({
      url: 'https://a.example/1.pdf',
      title: null,
      media_type: 'application/pdf',
      bytes: 1,
      converted_from: null,
      pages: 1,
      ocr_pages: 0,
      ocr_engine: null,
      text_chars: 1,
      headings,
      index: text,
      text,
    })
    const outputs = { ...page({ title: 'Reed beds', speakers }), 'pdf-1': slides(['Reeds', 'Ends']) }
    expect(plan(parameters, outputs).audio?.args).toEqual({
      page: { title: 'Reed beds', event: null, speakers: ['Ann Moor'] },
      headings: ['Reeds', 'Ends'],
    })
    // Slides that changed in nothing but their pictures transcribe nothing again.
    const changed = { ...outputs, 'pdf-1': { ...slides(['Reeds', 'Ends']), bytes: 2 } }
    expect(plan(parameters, changed).audio).toEqual(plan(parameters, outputs).audio)
  })

  it('needs neither page nor recording for the captions that the job names', () => {
    const made = plan({ captions_url: 'https://v.example/a.vtt' })
    expect(made.audio).toMatchObject({ source: true, needs: ['video', 'scrape'] })
    expect(made.audio?.only_if).toBeUndefined()
    expect(plan({ captions_url: [] }).audio).toMatchObject({ source: false, only_if: { step: 'video' } })
    const urls = (captions_url: string | string[]) => sessionPipeline.urls(given({ captions_url })).slice(1)
    expect(urls('https://v.example/a.vtt')).toEqual([
      { path: 'captions_url', url: 'https://v.example/a.vtt' },
    ])
    expect(urls(['https://v.example/a.vtt', 'https://v.example/b.vtt'])).toEqual([
      { path: 'captions_url.0', url: 'https://v.example/a.vtt' },
      { path: 'captions_url.1', url: 'https://v.example/b.vtt' },
    ])
  })

  it('reads an attachment once, and keeps the names of steps when the page is known', () => {
    const attachments = [
      { url: 'https://a.example/0.pdf', title: null, media_type: null },
      { url: 'https://a.example/1.pdf', title: null, media_type: null },
    ]
    const parameters = { attachments_url: 'https://a.example/1.pdf' }
    const before = plan(parameters)
    const after = plan(parameters, page({ attachments }))
    expect(after['pdf-1']).toEqual(before['pdf-1'])
    expect(after['pdf-2']?.args).toEqual({ attachment_url: 'https://a.example/0.pdf' })
    expect(after['pdf-3']).toBeUndefined()
  })

  it('does not fetch a recording whose words are given', () => {
    const made = plan({ video_transcript: 'said', video_url: 'https://v.example/a.mp4' })
    expect([made.video, made.audio]).toMatchObject([
      { skip: 'transcript_given' },
      { skip: 'transcript_given' },
    ])
    expect(made.transform?.needs_content).toBe(false)
  })

  it('stays within the steps of a job however many files a page lists', () => {
    const attachments = Array.from({ length: 30 }, (_, index) => ({
      url: `https://a.example/${index}.pdf`,
      title: null,
      media_type: null,
    }))
    const named = Array.from({ length: 30 }, (_, index) => `https://b.example/${index}.pdf`)
    const made = plan({ attachments_url: named }, page({ attachments }))
    expect(Object.keys(made).length).toBeLessThan(limits.steps)
    expect(made['pdf-30']).toBeDefined()
  })

  it('all talks of one recording fetch the same, and each has its part', () => {
    const url = 'https://v.example/day.mp4'
    const video_range = { start: 600, end: 1500 }
    const named = plan({ video_url: url, video_start: '10:00', video_end: 1500 })
    expect(named.video).toMatchObject({ needs: [] })
    expect(named.video?.args).toBeUndefined()
    const inUrl = plan({ video_url: `${url}#t=600,1500` })
    expect(inUrl.video?.args).toEqual({ video_url: url })
    const onPage = plan({}, page({ video_url: `${url}#t=npt:0:10:00,0:25:00` }))
    expect(onPage.video?.args).toEqual({ video_url: url })
    for (const { audio, slides, transform } of [named, inUrl, onPage])
      expect([audio?.args, slides?.args, transform?.args]).toEqual([
        { video_range },
        { video_range },
        { video_range },
      ])
  })

  it('times that the job names come before those of a URL', () => {
    const video_url = 'https://v.example/day.mp4#t=600,1500'
    expect(plan({ video_url, video_start: 0 }).audio?.args).toEqual({ video_range: { start: 0, end: null } })
    expect(plan({ video_end: '20m' }, page({ video_url })).audio?.args).toEqual({
      video_range: { start: 0, end: 1200 },
    })
  })

  describe('of a talk that is about somewhere in a recording', () => {
    const video_url = 'https://v.example/day.mp4'
    const others = [{ start: '2:00:00', end: '2:30:00', title: 'Mud', speakers: ['Rob Dyke'] }]
    const video_fit = { start: '1:00:00', end: '1:45:00', within: 300, others }
    const boundary = (at: number, confidence: number) => ({ at, confidence, signs: ['pause'] })
    const fitted = (start: number[], end: number[], next: number[] = [0, 0]) => ({
      boundaries: {
        talks: [
          [start, end],
          [next, next],
        ].map((one) => ({
          start: boundary(one[0]?.[0] ?? 0, one[0]?.[1] ?? 0),
          end: boundary(one[1]?.[0] ?? 0, one[1]?.[1] ?? 0),
          ...{ shift: 0, contradicted: false },
        })),
        ...{ heard: 1_000, read: 0 },
      },
    })
    const rangeOf = (outputs: object) => plan({ video_url, video_fit }, outputs).transform?.args?.video_range

    it('all talks of the recording ask for the same boundaries', () => {
      const title = needed.session
      const one = plan({ video_url, video_fit })
      const other = plan({
        ...{ video_url, session: 'Mud', speakers: ['Rob Dyke'] },
        video_fit: { start: 7200, end: 9000, within: 300, others: [{ start: 3600, end: 6300, title }] },
      })
      expect(one.boundaries).toMatchObject({ needs: ['video'], queue: 'audio', optional: true })
      expect(one.boundaries?.args).toEqual(other.boundaries?.args)
      expect(one.boundaries?.args).toMatchObject({
        within: 300,
        talks: [{ title, start: 3600 }, { title: 'Mud' }],
      })
      for (const step of [one.audio, one.slides, one.transform]) expect(step?.needs).toContain('boundaries')
    })

    it('certain boundaries are cut, of others all is kept that may be the talk', () => {
      expect(rangeOf({})).toEqual({ start: 3300, end: 6600 })
      expect(rangeOf(fitted([3700, 0.9], [6200, 0.8]))).toEqual({ start: 3700, end: 6200 })
      expect(rangeOf(fitted([3700, 0.9], [6200, 0.4]))).toEqual({ start: 3700, end: 6600 })
      expect(rangeOf(fitted([3700, 0.4], [6200, 0.9]))).toEqual({ start: 3300, end: 6200 })
      // Not what is certainly the next talk.
      expect(rangeOf(fitted([3700, 0.9], [6200, 0.4], [6450, 0.9]))).toEqual({ start: 3700, end: 6450 })
    })

    it('times that are stated come first', () => {
      const stated = plan({ video_url, video_fit, video_start: 10, video_end: 20 })
      expect(stated.boundaries).toBeUndefined()
      expect(stated.transform?.args).toEqual({ video_range: { start: 10, end: 20 } })
    })

    it('is stored in seconds, and taken again', () => {
      const stored = given({ video_fit }).video_fit
      expect(stored).toMatchObject({ start: 3600, end: 6300, others: [{ start: 7200 }] })
      expect(given({ video_fit: stored }).video_fit).toEqual(stored)
      const wrong = sessionParameters.safeParse({ ...needed, video_fit: { start: 10, end: 10 } })
      expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['video_fit.end'])
    })
  })

  it('stores times as seconds, takes them again, and refuses others', () => {
    const { video_start, video_end } = given({ video_start: '1:02:03.5', video_end: '90m' })
    expect([video_start, video_end]).toEqual([3723.5, 5400])
    expect(given({ video_start, video_end })).toMatchObject({ video_start, video_end })
    const problems = (more: object) =>
      sessionParameters.safeParse({ ...needed, ...more }).error?.issues.map(({ path }) => path.join('.'))
    expect(problems({ video_start: 'ten' })).toEqual(['video_start'])
    expect(problems({ video_start: -1 })).toEqual(['video_start'])
    expect(problems({ video_end: 1e9 })).toEqual(['video_end'])
    expect(problems({ video_start: 10, video_end: '0:10' })).toEqual(['video_end'])
    expect(problems({ video_start: 10, video_end: null })).toBeUndefined()
  })
})
