import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { makeSound, speechFile, toneOf } from '../harness/make-sound.ts'

export interface MediaFiles {
  host: string
  /** Paths asked for so far. */
  requests: string[]
  close(): Promise<void>
}

/** Files that keep each worker of media busy for seconds, over HTTP: `/long.ogg`, `/speech.ogg`, `/pages.pdf`. */
export async function startMediaFiles(): Promise<MediaFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-media-'))
  // Forty minutes of sound, quick to make and seconds to decode; minutes of speech, which take a recognizer as long.
  makeSound(join(folder, 'long.ogg'), toneOf(2_400))
  makeSound(join(folder, 'speech.ogg'), ['-stream_loop', '7', '-i', speechFile])
  await makePages(join(folder, 'pages.pdf'), 300)
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const file = join(folder, path.slice(1))
    const known = /^\/[a-z]+\.(ogg|pdf)$/.test(path) && statSync(file, { throwIfNoEntry: false })
    if (!known) response.writeHead(404).end()
    else {
      response.writeHead(200, { 'content-length': known.size })
      pipeline(createReadStream(file), response).catch(() => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makePages(file: string, count: number): Promise<void> {
  const document = new PDFDocument({ size: [960, 540], autoFirstPage: false })
  const written = pipeline(document, createWriteStream(file))
  for (let page = 1; page <= count; page++) {
    document.addPage().fontSize(40).text(`Slide ${page}`, 60, 60)
    document.fontSize(20)
    for (let row = 0; row < 12; row++) document.text(`Row ${row} of page ${page}: water levels and herons`)
  }
  document.end()
  await written
}
