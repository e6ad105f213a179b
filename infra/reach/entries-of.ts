import { registry } from '../../packages/processors/src/registry.ts'
import type { Entries } from './reached-from.ts'

const runners = 'packages/processors/src/runners.ts'
const commands = 'apps/cli/src/main.ts'
const verify = './verify.ts'
/** Only where speech is recognised; without it a worker finds no Whisper. */
const whisper = '@napi-rs/whisper'

/** What an image of an app starts: the app, and commands for its administrator. */
export function entriesOf(app: string): Entries {
  const main = `apps/${app}/src/main.ts`
  // `keys` and `models`; `verify` would bring every processor.
  const files = ['api', 'worker-audio'].includes(app) ? [main, commands] : [main]
  return {
    files,
    follows: (file, name) => {
      if (file === runners) return isServed(app, name)
      if (file === commands && name === verify) return app === 'cli'
      return name !== whisper || app === 'worker-audio'
    },
  }
}

/** A worker loads the runners of its own queue; `./scrape/run.ts` is that of the processor `scrape`. */
function isServed(app: string, name: string): boolean {
  const processor = /^\.\/([\w-]+)\/run\.ts$/.exec(name)?.[1]
  if (processor === undefined || !app.startsWith('worker-')) return true
  const contract = Object.entries(registry).find(([each]) => each === processor)?.[1]
  return contract === undefined || app === `worker-${contract.queue}`
}
