/** Child of `bench/sse.ts`: holds streams open and counts their events. `node hold-streams.ts URL COUNT LAST-EVENT-ID` */
import { Agent, get } from 'node:http'

const [url = '', count = '1', last = '0'] = process.argv.slice(2)
const headers = { accept: 'text/event-stream', 'last-event-id': last }
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
let [open, events] = [0, 0]

for (let at = 0; at < Number(count); at += 1) {
  // One caller may hold a hundred: each twentieth stream comes from an address of its own.
  const localAddress = `127.0.0.${2 + (at % 20)}`
  get(url, { agent, localAddress, headers }, (response) => {
    if (response.statusCode !== 200) throw new Error(`a stream answered ${response.statusCode}`)
    open += 1
    if (open === Number(count)) process.send?.({ open })
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      events += text.split('\nevent: ').length - 1
    })
  })
}

process.on('message', () => process.send?.({ events }))
process.on('disconnect', () => process.exit(0))
