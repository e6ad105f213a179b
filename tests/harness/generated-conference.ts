import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { sampleFolder } from '@async-events/demo/sample-server'
import { cutSpeech, type Spoken, spokenIn } from './cut-speech.ts'

export interface GeneratedConference {
  /** Of its schedule. */
  url: string
  title: string
  sessions: readonly GeneratedSession[]
  /** Bytes of all recordings. */
  recordedBytes: number
  close(): Promise<void>
}

export interface GeneratedSession {
  number: number
  title: string
  speakers: string[]
  language: 'de' | 'en'
  /** What is said in its recording, and when; seconds of the recording. */
  said: readonly Spoken[]
  /** Captions are next to the recording; otherwise it has to be transcribed. */
  hasCaptions: boolean
  /** Its page, recording and slides are not there: its job fails. */
  isLost: boolean
}

export interface ConferenceOptions {
  sessions: number
  port: number
  /** For recordings. */
  folder: string
}

const title = 'Estuary Days 2026'
const [rooms, tracks] = [
  ['Old Mill', 'Barn', 'Large hall'],
  ['Sluices', 'Peat', 'Reeds', 'Sensors', 'Law'],
]
const givenNames = ['Ana', 'Kofi', 'Käthe', 'Noor', 'Tomas', 'Inês', 'Mirela', 'Jörg', 'Ailsa', 'Lena']
const familyNames = ['Ruiz', 'Mensah', 'Grünwald', 'van Dijk', 'Bergkvist', 'Carvalho', 'Ionescu', 'Macrae']
const subjects = [
  'tide gates',
  'reed beds',
  'peat dams',
  'heron counts',
  'salt meadows',
  'eel passes',
  'dykes',
]
const places = ['Wümme', 'Severn', 'Guadiana', 'Loire', 'Scheldt', 'Minho', 'Shannon', 'Oder', 'Danube']

/**
 * A conference of any size on 127.0.0.1: schedule, pages, recordings of real speech with captions next to most of them, and
 * slides. Of every fiftieth session, and of the third, nothing is there.
 */
export async function startGeneratedConference(options: ConferenceOptions): Promise<GeneratedConference> {
  const { port, folder } = options
  const origin = `http://127.0.0.1:${port}`
  const made = Array.from({ length: options.sessions }, (_, number) => sessionOf(number))
  const recordings = await Promise.all([cutSpeech('de', folder), cutSpeech('en', folder)])
  const decks = { de: deckOf('moore-vernaessen'), en: deckOf('marsh-sensors') }
  const recordingOf = ({ number, language }: GeneratedSession): Buffer =>
    withNumber(recordings[language === 'de' ? 0 : 1][windowOf(number)] ?? Buffer.alloc(0), number)

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? ''
    if (path === '/schedule.xml') {
      send(response, 'text/xml; charset=utf-8', schedule(made, origin))
      return
    }
    const [, kind = '', number = ''] = /^\/(talk|recording|captions|slides)-(\d+)\.\w+$/.exec(path) ?? []
    const session = made[Number(number)]
    if (session === undefined || kind === '' || session.isLost) response.writeHead(404).end()
    else if (kind === 'talk') send(response, 'text/html; charset=utf-8', page(session))
    else if (kind === 'captions') send(response, 'text/vtt; charset=utf-8', captions(session.said))
    else if (kind === 'slides')
      // What follows the end of a PDF is no part of it: each talk has slides of its own.
      send(response, 'application/pdf', Buffer.concat([decks[session.language], Buffer.from(`%${number}\n`)]))
    else sendRecording(request, response, recordingOf(session))
  }
  const server = createServer((request, response) => {
    try {
      answer(request, response)
    } catch {
      response.destroy()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve())
  })
  return {
    url: `${origin}/schedule.xml`,
    title,
    sessions: made,
    recordedBytes: made.reduce((sum, session) => sum + recordingOf(session).length, 0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Every recording is a stretch of one of two talks of the sample conference. */
const windowOf = (number: number): number => Math.floor(number / 2) % 3

function sessionOf(number: number): GeneratedSession {
  const language = number % 2 === 0 ? 'de' : 'en'
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
  const nameOf = (at: number): string => `${pick(givenNames, at)} ${pick(familyNames, Math.floor(at / 3))}`
  return {
    number,
    title: `${pick(places, number)}: ${pick(subjects, Math.floor(number / 9) + number)}, part ${number + 1}`,
    speakers: number % 5 === 0 ? [nameOf(number), nameOf(number + 7)] : [nameOf(number)],
    language,
    said: spokenIn(language, windowOf(number)),
    hasCaptions: language === 'de' || number % 8 !== 1,
    isLost: number === 2 || number % 50 === 49,
  }
}

const deckOf = (name: string): Buffer => readFileSync(join(sampleFolder, 'slides', `${name}.pdf`))

/** The same recording with other bytes: an atom that every reader skips (ISO/IEC 14496-12, `free`). */
function withNumber(recording: Buffer, number: number): Buffer {
  const atom = Buffer.alloc(12)
  atom.writeUInt32BE(12, 0)
  atom.write('free', 4)
  atom.writeUInt32BE(number, 8)
  return Buffer.concat([recording, atom])
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** In ranges, or players could not seek. */
function sendRecording(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const type = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }
  if (from === '') {
    response.writeHead(200, { ...type, 'content-length': bytes.length }).end(bytes)
    return
  }
  const part = bytes.subarray(Number(from), to === '' ? undefined : Number(to) + 1)
  response.writeHead(206, {
    ...type,
    'content-length': part.length,
    'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
  })
  response.end(part)
}

function captions(said: readonly Spoken[]): string {
  const time = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23)
  return `WEBVTT\n\n${said.map(({ start, end, text }) => `${time(start)} --> ${time(end)}\n${text}\n`).join('\n')}`
}

/** frab's form, as FOSDEM and C3VOC publish it. Talks of half an hour, in three rooms, from nine to five. */
function schedule(sessions: readonly GeneratedSession[], origin: string): string {
  const perRoom = 16
  const perDay = perRoom * rooms.length
  const days = Math.ceil(sessions.length / perDay)
  const two = (value: number): string => String(value).padStart(2, '0')
  const dayXml = Array.from({ length: days }, (_, day) => {
    const date = `2026-06-${two(day + 8)}`
    const roomXml = rooms.map((room, at) => {
      const events = sessions.filter(
        ({ number }) => Math.floor(number / perDay) === day && number % rooms.length === at,
      )
      return `<room name="${room}">${events.map((one, slot) => eventXml(one, { origin, room, date, time: `${two(9 + Math.floor(slot / 2))}:${slot % 2 === 0 ? '00' : '30'}` })).join('')}</room>`
    })
    return `<day index="${day + 1}" date="${date}">${roomXml.join('')}</day>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<schedule><version>1.0</version><conference><title>${title}</title><acronym>estuary-2026</acronym><days>${days}</days>
<time_zone_name>Europe/Lisbon</time_zone_name></conference>${dayXml.join('\n')}</schedule>`
}

function eventXml(
  { number, title: name, speakers, language }: GeneratedSession,
  { origin, room, date, time }: { origin: string; room: string; date: string; time: string },
): string {
  return `<event id="${number + 1}"><date>${date}T${time}:00+01:00</date><start>${time}</start><duration>00:30</duration>
<room>${room}</room><slug>talk-${number}</slug><url>${origin}/talk-${number}.html</url><title>${name}</title>
<track>${tracks[number % tracks.length]}</track><type>talk</type><language>${language}</language>
<persons>${speakers.map((one) => `<person>${one}</person>`).join('')}</persons>
<links><link href="${origin}/recording-${number}.mp4">Video recording</link></links>
<attachments><attachment type="slides" href="${origin}/slides-${number}.pdf">Slides</attachment></attachments></event>`
}

function page({ number, title: name, speakers, language, hasCaptions }: GeneratedSession): string {
  const year = 1900 + ((number * 7) % 120)
  const track = hasCaptions
    ? `<track kind="captions" srclang="${language}" src="captions-${number}.vtt" default>`
    : ''
  const text =
    language === 'de'
      ? `<p>Vortrag ${number + 1} erzählt, wie der Schleusenwärter des Jahres ${year} jede Öffnung des Tores aufschrieb, bevor er das Rad drehte, und warum ein Wehr am falschen Ort mehr schadet als nützt.</p>
<p>Im zweiten Teil zeigen wir die Einträge aus ${number + 3} Wintern, und was die Nachbarn sagten, als die Wiese zum ersten Mal nass wurde.</p>`
      : `<p>Talk ${number + 1} tells how the sluice keeper of ${year} wrote down each opening of the gate before he turned the wheel, and why a weir in the wrong place does more harm than good.</p>
<p>The second half shows the entries of ${number + 3} winters, and what the neighbours said when the meadow was wet for the first time.</p>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${name} – ${title}</title></head>
<body><main><h1>${name}</h1><p class="speakers">${speakers.join(', ')}</p>${text}
<video controls src="recording-${number}.mp4">${track}</video></main></body></html>`
}
