/** Reads a page that takes long, and says so when it has begun; what a test kills. */
import { createPageReader } from '../src/index.ts'

const source = { url: 'https://conf.example.org/', charset: null, mediaType: 'text/html' }
const reader = createPageReader({ timeMs: 60_000 })
await reader.read(Buffer.from('<p>reed'), source)
const reading = reader.read(Buffer.from('<table><tr><td>x '.repeat(100_000)), source)
process.stdout.write('begun\n')
await reading
