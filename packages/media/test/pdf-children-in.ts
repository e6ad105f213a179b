import { readdir, readFile } from 'node:fs/promises'
import { isAlive } from '../../sandbox/test/is-alive.ts'

/** Children of a reading that were told to work in this folder (proc(5): arguments end with NUL). */
export async function pdfChildrenIn(workdir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid)
  const named = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return line.includes('pdf-child') && line.includes(workdir) ? pid : 0
    }),
  )
  return named.filter((pid) => pid > 0 && isAlive(pid))
}
