/**
 * Loaded into every process of a service under test: the name server of the fake internet. Names of its table are
 * answered from it, all others by the system. SIGUSR2 collects garbage, so that what a process holds can be measured.
 */
import dns, { type LookupAddress, type LookupOptions } from 'node:dns'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { isIP } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'
import { type NameAnswer, readNameTable } from './name-table.ts'

const table = readNameTable(import.meta.url)
const asked = new Set<string>()

function answerOf(host: string): NameAnswer | null {
  const labels = host.toLowerCase().split('.')
  for (let from = 0; from < labels.length; from += 1) {
    const answer = table[labels.slice(from).join('.')]
    if (answer) return answer
  }
  return null
}

/** Null for a name that the system is asked for. */
async function lookUp(host: string): Promise<LookupAddress[] | null> {
  const answer = answerOf(host)
  if (!answer) return null
  if ('silent' in answer) return new Promise(() => {})
  if ('error' in answer)
    throw Object.assign(new Error(`getaddrinfo ${answer.error} ${host}`), { code: answer.error })
  const again = asked.has(host)
  asked.add(host)
  const addresses = 'addresses' in answer ? answer.addresses : again ? answer.later : answer.first
  return addresses.map((address) => ({ address, family: isIP(address) }))
}

type Asked = LookupOptions | number | undefined
const optionsOf = (given: Asked): LookupOptions =>
  typeof given === 'object' ? given : { family: given ?? 0 }
const fitting = (found: LookupAddress[], { family }: LookupOptions): LookupAddress[] =>
  family === 4 || family === 6 ? found.filter((one) => one.family === family) : found

const { lookup: systemLookup } = dns
const { lookup: systemPromise } = dns.promises

Object.assign(dns.promises, {
  lookup: async (host: string, given?: Asked) => {
    const found = await lookUp(host)
    const options = optionsOf(given)
    if (!found) return systemPromise(host, options)
    return options.all ? fitting(found, options) : fitting(found, options)[0]
  },
})
// What a connection asks that nobody has given an address: a check that is by-passed would be seen here.
Object.assign(dns, {
  lookup: (host: string, ...rest: unknown[]) => {
    const done = rest.pop() as (error: Error | null, ...found: unknown[]) => void
    const options = optionsOf(rest[0] as Asked)
    lookUp(host).then(
      (found) => {
        if (!found) systemLookup(host, options, done)
        else if (options.all) done(null, fitting(found, options))
        else done(null, fitting(found, options)[0]?.address, fitting(found, options)[0]?.family)
      },
      (error: Error) => done(error),
    )
  },
})
// `node:dns/promises` is the same object as `dns.promises`, under a name of its own for `import`.
Object.assign(createRequire(import.meta.url)('node:dns/promises'), { lookup: dns.promises.lookup })
syncBuiltinESMExports()

if (isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: object) => void
  // The kind that V8 runs before it gives up: it returns what it can to the system.
  process.on('SIGUSR2', () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }))
}
