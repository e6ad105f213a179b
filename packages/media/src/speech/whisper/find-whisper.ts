import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FindTool } from '@async-events/core'

/** Names of whisper.cpp's program: its own, Homebrew's and Debian's. */
const names = ['whisper-cli', 'whisper-cpp']

/** What Whisper would run on here; null for nothing. The program is used where it is installed. */
export function findWhisper(findTool: FindTool): 'whisper-cli' | 'binding' | null {
  if (whisperProgram(findTool) !== null) return 'whisper-cli'
  return isBindingUsable() ? 'binding' : null
}

/** Path of whisper.cpp's program; null if it is not installed. */
export function whisperProgram(findTool: FindTool): string | null {
  for (const name of names) {
    const file = findTool(name)
    if (file !== null) return file
  }
  return null
}

let usable: boolean | undefined

function isBindingUsable(): boolean {
  usable ??= isBindingInstalled() && hasVectors()
  return usable
}

/** Resolved, not loaded: native code is loaded only in a child. */
function isBindingInstalled(): boolean {
  try {
    const fromHere = createRequire(import.meta.url)
    createRequire(fromHere.resolve('@napi-rs/whisper')).resolve(`@napi-rs/whisper-${bindingPlatform()}`)
    return true
  } catch {
    return false
  }
}

const bindingPlatform = (): string =>
  process.platform === 'linux'
    ? `linux-${process.arch}-${isGlibc() ? 'gnu' : 'musl'}`
    : `${process.platform}-${process.arch}`

function isGlibc(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return header?.glibcVersionRuntime !== undefined
}

/** Its code for x64 has AVX2, FMA and F16C in it, and dies without them: processors before 2013, some small ones. */
function hasVectors(): boolean {
  if (process.arch !== 'x64' || process.platform !== 'linux') return true
  const flags = new Set(/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' '))
  return ['avx2', 'fma', 'f16c'].every((flag) => flags.has(flag))
}
