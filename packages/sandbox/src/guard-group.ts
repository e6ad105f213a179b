import { spawn } from 'node:child_process'
import { markVariable } from './end-marked.ts'

/**
 * Reads the group's number and the run's mark; the pipe's end without another line means that the worker is gone. Then
 * the group is killed, and after it what has left the group and still carries the mark (as `endMarked` does).
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
  // Where there is no shell, the parent-death signal is what is left.
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
