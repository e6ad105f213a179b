import { readFile } from 'node:fs/promises'

export interface Took {
  ms: number
  /** Of this process and of its children that have ended. */
  cpuMs: number
}

export async function timed<T>(task: () => Promise<T>): Promise<Took & { result: T }> {
  const [started, before] = [performance.now(), await cpuMs()]
  const result = await task()
  return { ms: performance.now() - started, cpuMs: (await cpuMs()) - before, result }
}

/** `utime`, `stime`, `cutime`, `cstime` of proc(5), hundredths. */
async function cpuMs(): Promise<number> {
  const fields = (await readFile('/proc/self/stat', 'utf8')).split(') ').at(-1)?.split(' ') ?? []
  return 10 * fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0)
}
