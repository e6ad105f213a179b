import type { FindTool } from '@async-events/core'
import type { ToolRun } from './run-tool.ts'

type Limits = Pick<ToolRun, 'args' | 'cpuSeconds' | 'addressSpaceBytes' | 'fileBytes'>

/**
 * Wraps a command so that the kernel holds its limits (`prlimit`) and ends it with this process, also when this
 * process is killed (`setpriv`; the signal follows the thread that spawned it, so spawn from the main thread).
 * Both replace themselves by the command: the process id stays. A system without them (macOS) runs it as it is.
 */
export function guardedCommand(
  file: string,
  { args, cpuSeconds, addressSpaceBytes, fileBytes }: Limits,
  find: FindTool,
): { file: string; args: string[] } {
  const setpriv = find('setpriv')
  const prlimit = find('prlimit')
  const limits = [
    `--cpu=${cpuSeconds}`,
    `--fsize=${fileBytes}`,
    ...(addressSpaceBytes === undefined ? [] : [`--as=${addressSpaceBytes}`]),
    '--core=0',
  ]
  const [first = file, ...rest] = [
    ...(setpriv === null ? [] : [setpriv, '--pdeathsig', 'SIGKILL', '--']),
    ...(prlimit === null ? [] : [prlimit, ...limits, '--']),
    file,
    ...args,
  ]
  return { file: first, args: rest }
}
