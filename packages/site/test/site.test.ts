import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { givenConference, givenFailure, givenTalk, reedSegments } from './given-talks.ts'
import { problemsOf } from './html-problems.ts'
import { brokenLinks, pagesOf, readSite } from './read-site.ts'

describe('the site of a conference', () => {
  it('has a page for each talk, track, day, room and speaker', async () => {
    const site = await readSite(givenConference())
    expect(
      pagesOf(site)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual([
      'days.html',
      'days/2026-02-01.html',
      'index.html',
      'rooms.html',
      'rooms/blue-hall.html',
      'search.html',
      'speakers.html',
      'speakers/ana-ruiz.html',
      'speakers/jorg-muller.html',
      'talks.html',
      'talks/reed-beds-and-patience.html',
      'talks/roselieres-et-patience.html',
      'talks/schilf-und-geduld.html',
      'tracks.html',
      'tracks/gewasser.html',
      'tracks/wetlands.html',
      'tracks/zones-humides.html',
    ])
    expect([...site.keys()].filter((path) => /page\.html|\/\//.test(path))).toEqual([])
  })

  it('is valid HTML without broken links, in each language', async () => {
    for (const language of ['en', 'de'] as const) {
      const site = await readSite(givenConference(), { language })
      expect(await problemsOf(site)).toEqual([])
      expect(brokenLinks(site)).toEqual([])
    }
  })

  it('names what is not available, with its state', async () => {
    const site = await readSite([...givenConference(), givenFailure('Moths', 'processing')])
    const missing = load(site.get('index.html')!)('.missing li')
      .toArray()
      .map((one) => load(one).text())
    expect(missing).toEqual(['Herons at night (failed)', 'Moths (in progress)'])
  })

  it('speaks the language of most documents', async () => {
    const german = [1, 2].map((n) => givenTalk({ id: `job-${n}`, markdown: 'schilf.de' }))
    const site = await readSite([...german, givenTalk({ markdown: 'reed-beds.en' })])
    expect(load(site.get('index.html')!)('html').attr('lang')).toBe('de')
    expect(site.get('index.html')).toContain('Vorträge')
    const french = await readSite([givenTalk({ markdown: 'roseaux.fr' })])
    expect(load(french.get('index.html')!)('html').attr('lang')).toBe('en')
  })

  it('lists all talks of a speaker', async () => {
    const site = await readSite(givenConference())
    const page = load(site.get('speakers/ana-ruiz.html')!)
    expect(page('.talks a').length).toBe(3)
    expect(page('a[rel=noreferrer]').attr('href')).toBe('https://people.example/ana')
    expect(load(site.get('speakers/jorg-muller.html')!)('a[rel=noreferrer]').length).toBe(0)
  })

  it('of no finished talk is a start page that says so', async () => {
    const site = await readSite([givenFailure('Moths')], {}, 'Bar Conf')
    expect(load(site.get('index.html')!)('h1').text()).toBe('Bar Conf')
    expect(await problemsOf(site)).toEqual([])
    expect(brokenLinks(site)).toEqual([])
  })
})

describe('the page of a talk', () => {
  const talk = async () => {
    const site = await readSite(givenConference())
    return load(site.get('talks/reed-beds-and-patience.html')!)
  }

  it('plays the recording where it is, with captions of the site', async () => {
    const page = await talk()
    const video = page('video')
    expect(video.attr('src')).toBe('https://video.example/reed-beds.webm')
    expect(video.attr('preload')).toBe('none')
    expect(page('track').attr('src')).toMatch(/^\.\.\/files\/reed-beds-and-patience\/.*transcript\.vtt$/)
    expect(page('meta[http-equiv]').attr('content')).toContain("media-src 'self' https://video.example;")
    expect(page('meta[http-equiv]').attr('content')).not.toMatch(/unsafe|\*/)
  })

  it('links to a recording that another site plays', async () => {
    const site = await readSite(givenConference())
    const page = load(site.get('talks/schilf-und-geduld.html')!)
    expect(page('video, audio, script').length).toBe(0)
    expect(page('.part a').first().attr('href')).toBe('https://media.ccc.de/v/schilf-und-geduld')
  })

  it('has each line of the transcript at its time, once', async () => {
    const page = await talk()
    const lines = page('#lines li')
      .toArray()
      .map((line) => [page(line).attr('id'), page(line).find('p').text()])
    expect(lines).toEqual([
      ['t=0', 'Ana Ruiz: Good morning, I am Ana, and this is Jörg.'],
      ['t=3', 'Ana Ruiz: We look after a wetland.'],
      ['t=12', 'Dirty water comes in at the top.'],
      ['t=20', 'It has been seeping through the roots for five days.'],
      ['t=20.900', 'Then it is clean enough to swim in.'],
    ])
  })

  it('leads chapters, slides and times of the document to the line that is spoken then', async () => {
    const page = await talk()
    const times = (selector: string) =>
      page(selector)
        .toArray()
        .map((link) => [page(link).text(), page(link).attr('data-t'), page(link).attr('href')])
    expect(times('.chapters a')).toEqual([
      ['0:00', '0', '#t=0'],
      ['0:30', '30', '#t=20.900'],
    ])
    expect(times('.slides a.time')).toEqual([
      ['0:00', '0', '#t=0'],
      ['0:12', '12', '#t=12'],
      ['1:04', '64', '#t=20.900'],
    ])
    expect(times('.document a[data-t]').at(0)).toEqual(['0:00', '0', '#t=0'])
  })

  it('offers its files', async () => {
    const page = await talk()
    expect(
      page('.part-downloads a')
        .toArray()
        .map((link) => load(link).text()),
    ).toEqual(['Markdown', 'WebVTT', 'SRT', 'JSON', 'Page of the talk'])
  })

  it('leads to seconds of the whole recording where the talk is a part of it', async () => {
    const site = await readSite([
      givenTalk({
        markdown: 'reed-beds-media.en',
        segments: reedSegments,
        structured: { recording: { kind: 'video', duration: 70, video_start: 600, video_end: 670 } },
      }),
    ])
    const page = load(site.get('talks/reed-beds-and-patience.html')!)
    expect(page('video').attr('src')).toBe('https://video.example/reed-beds.webm#t=600')
    expect(page('video').attr('data-from')).toBe('600')
    expect(site.get('files/reed-beds-and-patience/captions.vtt')).toContain('00:10:12.000 -->')
  })

  it('shows the transcript once where the document has it', async () => {
    const markdown =
      '# T\n\n## Summary\n\nShort.\n\n## What was said\n\n[0:00](https://a.example/x.mp4#t=0) One two. Three four.\n\n## About\n\nMore.\n'
    const segments = [
      { start: 0, end: 1, text: 'One two.', speaker: null },
      { start: 1, end: 2, text: 'Three four.', speaker: null },
    ]
    const site = await readSite([givenTalk({ markdown, segments, parameters: { session: 'T' } })])
    const page = load(site.get('talks/t.html')!)
    expect(
      page('.document h2')
        .toArray()
        .map((one) => load(one).text()),
    ).toEqual(['Summary', 'About'])
  })
})

describe('feeds', () => {
  it('name every talk and every recording that plays, by its own address', async () => {
    const site = await readSite(givenConference(), { baseUrl: 'https://bar.example/2026/' })
    const atom = load(site.get('feed.xml')!, { xml: true })
    expect(atom('feed > link[rel=self]').attr('href')).toBe('https://bar.example/2026/feed.xml')
    expect(atom('entry').length).toBe(3)
    expect(atom('entry > id').first().text()).toBe('urn:uuid:0199a0b4-0000-7000-8000-000000000001')
    expect(atom('entry > link').first().attr('href')).toBe(
      'https://bar.example/2026/talks/reed-beds-and-patience.html',
    )
    const podcast = load(site.get('podcast.xml')!, { xml: true })
    expect(podcast('item').length).toBe(1)
    expect(podcast('enclosure').attr()).toEqual({
      url: 'https://video.example/reed-beds.webm',
      length: '0',
      type: 'video/webm',
    })
  })

  it('have relative links without an address', async () => {
    const site = await readSite(givenConference())
    expect(load(site.get('feed.xml')!, { xml: true })('entry > link').first().attr('href')).toBe(
      'talks/reed-beds-and-patience.html',
    )
  })
})
