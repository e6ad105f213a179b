/** Run as a process by embedded.test.ts, which kills it: starts both servers in argv[2] and stays. */
import { startEmbedded } from '../src/index.ts'

const embedded = await startEmbedded({ dataDir: String(process.argv[2]), path: process.env.PATH })
console.log(JSON.stringify(embedded.pids))
setInterval(() => {}, 1_000)
