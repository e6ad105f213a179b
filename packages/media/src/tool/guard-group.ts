import { spawn } from 'node:child_process'

/** Reads the group's number; the pipe's end without another line means that the worker is gone. */
const script = `trap '' HUP INT TERM
read -r group || exit 0
read -r word || kill -s KILL -- "-$group"`

/**
 * Kills a process group when this process dies, however it dies: a shell beside it waits for the end of a pipe that
 * only this process holds. The parent-death signal of `setpriv` reaches the tool itself, not what the tool started.
 */
export function guardGroup(group: number): { release(): void } {
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
  shell.stdin.write(`${group}\n`)
  return {
    release: () => {
      shell.kill('SIGKILL')
      shell.stdin.destroy()
    },
  }
}
