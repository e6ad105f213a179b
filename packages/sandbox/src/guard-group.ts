import { spawn } from 'node:child_process'
import { markVariable } from './end-marked.ts'

/**
 * Reads the process group's id and the run's mark; EOF without another line means that the worker is gone. Then it
 * kills the group, and processes outside of it with the mark (as `endMarked` does).
 */
const script = `trap '' HUP INT TERM
read -r group mark || exit 0
read -r word && exit 0
kill -s KILL -- "-$group"
for round in 1 2 3 4; do
  found=$(grep -alF -- "${markVariable}=$mark" /proc/[0-9]*/environ 2>/dev/null)
  [ -n "$found" ] || exit 0
  for file in $found; do
    pid=\${file#/proc/}
    kill -s KILL -- "\${pid%/environ}"
  done
done`

/**
 * Kills a process group when this process dies in any way: a helper shell waits for the end of a pipe that only this
 * process holds. The parent-death signal of `setpriv` reaches the tool itself, not what the tool started.
 */
export function guardGroup(group: number, mark: string): { release(): void } {
  const shell = spawn('/bin/sh', ['-c', script], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Without a shell, only the parent-death signal remains.
  shell.on('error', () => {})
  shell.stdin.on('error', () => {})
  shell.unref()
  shell.stdin.write(`${group} ${mark}\n`)
  return {
    release: () => {
      shell.kill('SIGKILL')
      shell.stdin.destroy()
    },
  }
}
