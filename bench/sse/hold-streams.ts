/** Child of `bench/sse.ts`: holds streams open and counts their events. `node hold-streams.ts URL COUNT` */
import { Agent, get } from 'node:http'

const [url = '', count = '1'] = process.argv.slice(2)
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
let [open, events] = [0, 0]

for (let at = 0; at < Number(count); at += 1) {
  get(url, { agent, headers: { accept: 'text/event-stream' } }, (response) => {
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
