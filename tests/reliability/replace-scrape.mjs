// Preloaded into a scrape worker (`--import`): its runner is the one of misbehaving-scrape.ts, which has the real one
// under the same address with "?real".
import { registerHooks } from 'node:module'

const replaced = '/processors/src/scrape/run.ts'
const own = new URL('./misbehaving-scrape.ts', import.meta.url).href

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith(replaced)) return nextLoad(url, context)
    return { format: 'module', shortCircuit: true, source: `export { runScrape } from '${own}'` }
  },
})
