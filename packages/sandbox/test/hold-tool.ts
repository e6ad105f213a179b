/** A worker of one tool run: tells the processes that it started, then waits to be killed. */
import { findToolOnPath, runTool } from '../src/index.ts'

const [workdir = '', tool = '', ...args] = process.argv.slice(2)
await runTool(
  { findTool: findToolOnPath(), signal: new AbortController().signal, workdir },
  {
    tool,
    args,
    wallMs: 60_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'unexpected',
    onLine: (line) => process.stdout.write(`${line}\n`),
  },
)
