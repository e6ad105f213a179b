import type { PlaceMessage, PlaceRequest } from './place-messages.ts'
import { placePages } from './place-pages.ts'

// Compares pictures of a recording with pages of slides and prints messages on standard output. A child process: memory,
// time and native code of a hostile picture end with it.

const request = JSON.parse(process.argv[2] ?? '') as PlaceRequest
say(await placePages(request, (share) => say({ kind: 'progress', share })))

function say(message: PlaceMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
