import { titleOf } from '../pages/talk-list.ts'
import type { SiteFile } from '../site-talk.ts'
import { writtenFile } from '../written-file.ts'
import { pretty } from './c3voc.ts'
import type { ExportContext, ExportTalk } from './export-talk.ts'

/** A request to the API of pretalx: `POST` of `body` to `path` of the server that has the talk. */
export interface PretalxRequest {
  path: string
  body: { link: string; description: string; is_public: true }
}

/** `/<event>/talk/<CODE>/`: the public page of a talk. */
const talkPage = /\/([\w-]+)\/talk\/([A-Z0-9]{3,16})\/?$/

/**
 * Resources for talks whose page is one of pretalx: their recording, and with the address of the site their page there. Talks of
 * other programmes are listed as left out.
 */
export function* pretalxFiles(talks: readonly ExportTalk[], { baseUrl }: ExportContext): Generator<SiteFile> {
  const requests: PretalxRequest[] = []
  const leftOut: { title: string; url: string | null }[] = []
  for (const talk of talks) {
    const { source, recording } = talk.facts
    const [, event = '', code = ''] = talkPage.exec(source === null ? '' : new URL(source).pathname) ?? []
    if (code === '') {
      leftOut.push({ title: titleOf(talk), url: source })
      continue
    }
    const links = [
      ...(recording === null ? [] : [{ link: recording.address, description: 'Recording' }]),
      ...(baseUrl === null
        ? []
        : [{ link: new URL(talk.page, baseUrl).href, description: 'Transcript and summary' }]),
    ]
    for (const body of links)
      requests.push({
        path: `/api/events/${event}/submissions/${code}/resources/`,
        body: { ...body, is_public: true },
      })
  }
  yield writtenFile('resources.json', pretty(requests))
  yield writtenFile('left-out.json', pretty(leftOut))
}
