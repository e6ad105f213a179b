import { describe, expect, test } from 'vitest'
import { origin, prose, readMedia, talkPage } from './read-media.ts'

const videoOf = (html: string): string | null => readMedia(html).videoUrl

describe('players that a script completes', () => {
  const youTube = 'https://www.youtube.com/watch?v=abcdefghijk'
  const embed = 'https://www.youtube-nocookie.com/embed/abcdefghijk'
  test.each([
    [
      'lazy iframe',
      `<iframe class="lazyload" data-src="${embed}" src="about:blank" title="Talk"></iframe>`,
      embed,
    ],
    ['lazy iframe of WordPress', `<iframe data-lazy-src="${embed}"></iframe>`, embed],
    [
      'consent of Cookiebot',
      `<iframe data-cookieblock-src="${embed}" data-cookieconsent="marketing"></iframe>`,
      embed,
    ],
    [
      'consent of Complianz',
      `<div class="cmplz-placeholder-parent"><iframe data-src-cmplz="${embed}"></iframe></div>`,
      embed,
    ],
    [
      'without a scheme',
      '<div data-embed="//www.youtube.com/embed/abcdefghijk"></div>',
      'https://www.youtube.com/embed/abcdefghijk',
    ],
    ['lite-youtube', '<lite-youtube videoid="abcdefghijk" playlabel="Play"></lite-youtube>', youTube],
    ['youtube-video', `<youtube-video src="${youTube}"></youtube-video>`, youTube],
    ['lite-vimeo', '<lite-vimeo videoid="76979871"></lite-vimeo>', 'https://vimeo.com/76979871'],
    ['AMP', '<amp-youtube data-videoid="abcdefghijk" layout="responsive"></amp-youtube>', youTube],
    ['an id alone', '<div class="embed" data-youtube-id="abcdefghijk"></div>', youTube],
    [
      'a site and an id',
      '<div data-plyr-provider="vimeo" data-plyr-embed-id="76979871"></div>',
      'https://vimeo.com/76979871',
    ],
    ['a class and an id', '<div class="youtube-player" data-id="abcdefghijk"></div>', youTube],
    [
      'settings as JSON',
      `<div data-settings='{"video_type":"youtube","youtube_url":"https:\\/\\/www.youtube.com\\/watch?v=abcdefghijk"}'></div>`,
      youTube,
    ],
    [
      'video.js',
      `<video class="video-js" data-setup='{"techOrder":["youtube"],"sources":[{"type":"video/youtube","src":"${youTube}"}]}'></video>`,
      youTube,
    ],
    [
      'a frame of its own HTML',
      `<iframe srcdoc="<a href='${youTube}'><img src=x.jpg></a>"></iframe>`,
      youTube,
    ],
    ['lazy file', '<video controls><source data-src="/v/talk.mp4"></video>', `${origin}/v/talk.mp4`],
    [
      'Wistia',
      '<div class="wistia_embed wistia_async_abc1234567"></div>',
      'https://fast.wistia.net/embed/iframe/abc1234567',
    ],
  ])('%s', (_name, html, url) => {
    expect(videoOf(talkPage(`<h2>Video</h2><div>${html}</div>`))).toBe(url)
    expect(videoOf(talkPage(html))).toBe(url)
  })
})

describe('which of several videos', () => {
  const loop = (url: string): string => `<video autoplay muted loop playsinline><source src="${url}"></video>`
  test.each([
    [
      'not the loop of the header',
      talkPage('<h2>Recording</h2><p><a href="/talk.mp4">Recording of the talk (MP4)</a></p>', {
        header: loop('/hero-loop.mp4'),
      }),
    ],
    [
      'not a loop in the main part',
      talkPage(`${loop('/bg.mp4')}<h2>Video</h2><video controls src="/talk.mp4"></video>`),
    ],
    [
      'not a loop that starts by script',
      talkPage(
        `<div class="hero"><video class="bg-video" loop muted src="/bg.webm"></video></div><video src="/talk.mp4"></video>`,
      ),
    ],
    [
      'not a background frame',
      talkPage(
        '<iframe src="https://player.vimeo.com/video/76979871?background=1"></iframe><video src="/talk.mp4"></video>',
      ),
    ],
    [
      'not the trailer above the page',
      talkPage('<a href="/talk.mp4">Download</a>', {
        header: '<iframe src="https://www.youtube.com/embed/trailer0001"></iframe>',
      }),
    ],
    [
      'not what is called a trailer',
      talkPage(
        '<h3>Trailer of the conference</h3><iframe src="https://www.youtube.com/embed/trailer0001"></iframe><h3>Recording</h3><a href="/talk.mp4">MP4</a>',
      ),
    ],
    [
      'not related talks',
      talkPage(
        '<section class="related-talks"><h2>Related talks</h2><video src="/other.mp4"></video></section><p><a href="/talk.mp4">Video</a></p>',
      ),
    ],
    [
      'not other talks below a heading',
      talkPage(
        '<h2>More videos</h2><div><h3>Otters</h3><iframe src="https://www.youtube.com/embed/otters00001"></iframe></div><h2>Aufzeichnung</h2><a href="/talk.mp4">MP4, 1080p</a>',
      ),
    ],
    [
      'not another article',
      '<article><h1>Reed beds</h1><p>Text</p><a href="/talk.mp4">MP4</a></article><article><h2>Otters</h2><video src="/otters.mp4"></video></article>',
    ],
    [
      'not last year',
      talkPage(
        '<p>See the <a href="https://youtu.be/lastyear001">video of last year</a>.</p><p>Video: <a href="/talk.mp4">MP4</a></p>',
      ),
    ],
    ['not a demo', talkPage('<p><a href="/demo.mp4">Demo</a></p><p><a href="/talk.mp4">Recording</a></p>')],
    [
      'the first of several formats',
      talkPage(
        '<h3>Links</h3><ul><li><a href="/talk.mp4">Video recording (MP4)</a></li><li><a href="/talk.av1.webm">Video recording (AV1/WebM)</a></li></ul>',
      ),
    ],
    [
      'a player, not a link',
      talkPage(
        '<p><a href="https://youtu.be/abcdefghijk">Recording</a></p><video controls src="/talk.mp4"></video>',
      ),
    ],
    [
      'the link below the heading, not a bare one',
      talkPage(
        `<p><a href="https://youtu.be/abcdefghijk">Ann</a></p><h2>Grabación</h2><a href="/talk.mp4">aquí</a>`,
      ),
    ],
  ])('%s', (_name, html) => {
    expect(videoOf(html)).toBe(`${origin}/talk.mp4`)
  })

  test.each([
    ['a loop only', talkPage(loop('/bg.mp4'))],
    [
      'a channel',
      talkPage(
        '<h2>Video</h2><a href="https://www.youtube.com/@wetland">YouTube</a> <a href="https://www.youtube.com/channel/UCabcdefghijk">Recordings</a>',
      ),
    ],
    [
      'a playlist',
      talkPage(
        '<h2>Video</h2><a href="https://www.youtube.com/playlist?list=PL0123456789">All recordings</a>',
      ),
    ],
    [
      'a social link of the footer',
      `${talkPage('')}<footer><a href="https://www.youtube.com/watch?v=abcdefghijk">YouTube</a></footer>`,
    ],
    [
      'a video that the text mentions',
      talkPage(`<p>${prose} It began with <a href="https://youtu.be/abcdefghijk">a song</a>.</p>`),
    ],
    ['a list of videos', talkPage('<p><a href="/videos/">Videos</a></p>')],
  ])('none: %s', (_name, html) => {
    expect(videoOf(html)).toBeNull()
  })
})

describe('links to sites of videos, whatever they say', () => {
  test.each([
    'https://youtu.be/aaaaaaaaaaa',
    'https://www.youtube.com/live/aaaaaaaaaaa?feature=share',
    'https://www.youtube.com/v/aaaaaaaaaaa',
    'https://m.youtube.com/watch?v=aaaaaaaaaaa&t=40',
    'https://vimeo.com/76979871',
    'https://media.ccc.de/v/wet26-7-reed-beds',
    'https://www.nicovideo.jp/watch/sm9876543',
    'https://nico.ms/sm9876543',
    'https://tube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d',
    'https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d',
    'https://www.dailymotion.com/video/x8abcde',
    'https://www.twitch.tv/videos/1234567890',
    'https://www.loom.com/share/0123456789abcdef',
    'https://uni.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=1-2-3',
    'https://slideslive.com/38912345/reed-beds',
  ])('%s', (url) => {
    expect(videoOf(talkPage(`<p><a href="${url}">YouTube</a></p>`))).toBe(url)
    expect(videoOf(talkPage(`<ul><li><a href="${url}"><img src="play.svg" alt=""></a></li></ul>`))).toBe(url)
  })

  test.each([
    ['Watch the recording', '<p><a href="https://uni.example/portal/4711">Watch the recording</a></p>'],
    ['Aufzeichnung', '<p><a href="https://uni.example/portal/4711">Aufzeichnung des Vortrags</a></p>'],
    ['Revoir la conférence', '<p><a href="https://uni.example/portal/4711">Revoir la conférence</a></p>'],
    ['a host of videos', '<p><a href="https://uni.example/portal/4711">Video recording</a></p>'],
    ['Assistir', '<p><a href="https://uni.example/portal/4711">Assistir ao vídeo</a></p>'],
  ])('a page of another site that is called the recording: %s', (_name, html) => {
    expect(videoOf(talkPage(html))).toBe('https://uni.example/portal/4711')
  })
})

test.each([
  ['the Internet Archive', 'https://archive.org/details/reed-beds-2026', 'Recording at the Internet Archive'],
  ['WordPress.tv', 'https://wordpress.tv/2026/06/02/reed-beds/', 'Watch the session video'],
  ['a university', 'https://video.uni.example/4711', 'Recording of the lecture by Ann Moor'],
])('a page of videos that says what it has: %s', (_name, url, text) => {
  expect(videoOf(talkPage(`<p><a href="${url}">${text}</a></p>`))).toBe(url)
})

describe('what the head and linked data name', () => {
  const linked = (data: object): string =>
    `<script type="application/ld+json">${JSON.stringify(data)}</script>`
  test('a VideoObject, by its file, its player or its page', () => {
    const video = { '@type': 'VideoObject', name: 'Reed beds' }
    expect(
      videoOf(linked({ ...video, embedUrl: 'https://www.youtube.com/embed/a1234567890' }) + talkPage('')),
    ).toBe('https://www.youtube.com/embed/a1234567890')
    expect(
      videoOf(
        linked({ ...video, contentUrl: '/t.mp4', embedUrl: 'https://www.youtube.com/embed/a1234567890' }) +
          talkPage(''),
      ),
    ).toBe(`${origin}/t.mp4`)
    expect(videoOf(linked({ ...video, url: `${origin}/2026/talk/7/` }) + talkPage(''))).toBeNull()
    expect(
      videoOf(
        linked({ '@type': 'Event', name: 'Reed beds', recordedIn: { ...video, url: '/v/7' } }) + talkPage(''),
      ),
    ).toBe(`${origin}/v/7`)
  })

  test('no list of videos, no trailer', () => {
    const list = ['a', 'b', 'c'].map((name) => ({ '@type': 'VideoObject', name, contentUrl: `/${name}.mp4` }))
    expect(videoOf(linked(list) + talkPage(''))).toBeNull()
    expect(
      videoOf(
        linked({ '@type': 'VideoObject', name: 'Aftermovie 2025', contentUrl: '/after.mp4' }) + talkPage(''),
      ),
    ).toBeNull()
  })

  test('OpenGraph, below the player of the talk', () => {
    const head = '<head><meta property="og:video" content="/shared.mp4"></head>'
    expect(videoOf(head + talkPage(''))).toBe(`${origin}/shared.mp4`)
    expect(videoOf(head + talkPage('<video src="/talk.mp4"></video>'))).toBe(`${origin}/talk.mp4`)
    expect(
      videoOf(
        `<head><meta property="og:video" content="https://conf.example.org/player.swf"></head>${talkPage('')}`,
      ),
    ).toBeNull()
  })
})
