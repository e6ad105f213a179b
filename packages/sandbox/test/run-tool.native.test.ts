import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type ChildMemory,
  childMemory,
  findToolOnPath,
  onChildEnd,
  runTool,
  type ToolContext,
  type ToolRun,
} from '../src/index.ts'
import { isAlive } from './is-alive.ts'

let workdir: string
const left: number[] = []
const workers: ChildProcess[] = []

beforeAll(async () => {
  workdir = await mkdtemp(join(tmpdir(), 'run-tool-'))
})

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  for (const pid of left) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await rm(workdir, { recursive: true, force: true })
})

const context = (given: Partial<ToolContext> = {}): ToolContext => ({
  findTool: findToolOnPath(),
  signal: new AbortController().signal,
  workdir,
  ...given,
})

const shell = (script: string, given: Partial<ToolRun> = {}): ToolRun => ({
  tool: 'sh',
  args: ['-c', script],
  wallMs: 15_000,
  cpuSeconds: 30,
  residentBytes: 4 * 1024 ** 3,
  fileBytes: 1024 ** 3,
  failAs: 'invalid_media',
  ...given,
})

const failure = async (run: ToolRun, given: Partial<ToolContext> = {}): Promise<AppError> => {
  const thrown = await runTool(context(given), run).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError
}

const gone = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000, interval: 20 })

/** A child, its child in the background, and theirs, all of which outlive a plain kill of the first. */
const family = 'sh -c "sleep 300 & echo \\$\\$ \\$!; wait" & echo $$ $!; wait'
const pidsOf = (lines: readonly string[]): number[] => [...new Set(lines.join(' ').split(' ').map(Number))]

describe('what it gives', () => {
  test('output and messages', async () => {
    const { stdout, messages } = await runTool(context(), shell('echo out; printf "a\\rb\\n\\nc" >&2'))
    expect(stdout.toString()).toBe('out\n')
    expect(messages).toEqual(['a', 'b', 'c'])
  })

  test('bytes as they come, more than is kept, and nothing is kept', async () => {
    const chunks: Buffer[] = []
    const script = 'head -c 3000000 /dev/zero; printf "\\r\\nü"'
    const { stdout } = await runTool(
      context(),
      shell(script, { outputBytes: 10, onBytes: (bytes) => chunks.push(bytes) }),
    )
    const bytes = Buffer.concat(chunks)
    expect(bytes).toHaveLength(3_000_004)
    expect(bytes.subarray(-4).toString()).toBe('\r\nü')
    expect(stdout).toHaveLength(0)
  })

  test('lines as they come, whole, without what is beyond measure', async () => {
    const lines: string[] = []
    const script = 'printf "ü\\r\\nb\\rc\\n"; head -c 100000 /dev/zero | tr "\\0" x; printf "\\nlast"'
    const { stdout } = await runTool(context(), shell(script, { onLine: (line) => lines.push(line) }))
    expect(lines.map((line) => (line.length > 9 ? line.length : line))).toEqual([
      'ü',
      'b',
      'c',
      64 * 1024,
      'last',
    ])
    expect(stdout).toHaveLength(0)
  })

  test('an environment with nothing of the worker in it', async () => {
    const { stdout } = await runTool(context(), {
      ...shell(''),
      tool: 'env',
      args: [],
      env: { OMP_THREAD_LIMIT: '1' },
    })
    expect(stdout.toString().trim().split('\n').toSorted()).toEqual([
      expect.stringMatching(/^ASYNC_EVENTS_RUN=[0-9a-f-]{36}$/),
      `HOME=${workdir}`,
      'LANG=C.UTF-8',
      'OMP_THREAD_LIMIT=1',
      'PATH=/usr/local/bin:/usr/bin:/bin',
      `TMPDIR=${workdir}`,
    ])
  })

  test('the error that the caller names, with the last lines and without the folder', async () => {
    const named = join(workdir, 'named')
    await symlink(await realpath(workdir), named)
    const script = 'for i in $(seq 30); do echo "line $i" >&2; done; echo "$PWD/media: broken" >&2; exit 3'
    const thrown = await failure(shell(`cd -P . && ${script}`), { workdir: named })
    expect(thrown).toMatchObject({ code: 'invalid_media', retryable: false })
    const cause = (thrown.cause as Error).message
    expect(cause).toContain('sh ended with 3')
    expect(cause).toContain('line 30\n/media: broken')
    expect(cause).not.toContain('line 1\n')
    expect(cause + thrown.message).not.toContain(await realpath(workdir))
  })

  test('a listener that throws ends it', async () => {
    const thrown = runTool(
      context(),
      shell('echo a; sleep 300', {
        onLine: () => {
          throw new Error('no more')
        },
      }),
    )
    await expect(thrown).rejects.toThrow('no more')
  })
})

describe('a program that is missing', () => {
  test('what to install', async () => {
    const thrown = await failure(shell('', { tool: 'ffmpeg' } as ToolRun), { findTool: () => null })
    expect(thrown.code).toBe('tool_missing')
    expect(thrown.message).toContain('ffmpeg')
    expect(thrown.message).toContain('apt-get install ffmpeg')
  })

  test('one that was there before', async () => {
    const folder = await mkdtemp(join(workdir, 'bin-'))
    const file = join(folder, 'some-tool')
    await writeFile(file, '#!/bin/sh\necho here\n')
    const findTool = findToolOnPath({ path: `${folder}:/usr/bin:/bin` })
    const run = shell('', { tool: 'some-tool', args: [] })
    expect((await failure(run, { findTool })).code).toBe('tool_missing')
    await chmod(file, 0o755)
    expect((await runTool(context({ findTool }), run)).stdout.toString()).toBe('here\n')
    await rm(file)
    const thrown = await failure(run, { findTool })
    expect(thrown.code).toBe('tool_missing')
    expect((await failure({ ...run, tool: file }, { findTool })).message).not.toContain(folder)
  })
})

describe('limits', () => {
  test('wall time', async () => {
    const lines: string[] = []
    const run = shell(family, { wallMs: 300, onLine: (line) => lines.push(line) })
    expect(await failure(run)).toMatchObject({ code: 'resource_limit', retryable: false })
    await gone(pidsOf(lines))
  })

  test('processor time, also of a program that ignores the signal', async () => {
    const run = shell('trap "" XCPU; while :; do :; done', { cpuSeconds: 1 })
    const thrown = await failure(run)
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
    expect(thrown.message).toContain('processor time')
  })

  test('address space', async () => {
    const run = { ...shell(''), tool: 'dd', args: 'if=/dev/zero of=/dev/null bs=200M count=1'.split(' ') }
    const thrown = await failure({ ...run, addressSpaceBytes: 100 * 1024 * 1024 })
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
    expect(thrown.message).toContain('memory')
    // The limit did it: the same is done without.
    await runTool(context(), run)
  })

  test('memory, of what it started too', async () => {
    const lines: string[] = []
    const run = shell('cat /dev/zero | tail -n 1 & echo $!; wait', {
      residentBytes: 100 * 1024 * 1024,
      onLine: (line) => lines.push(line),
    })
    const thrown = await failure(run)
    expect(thrown).toMatchObject({ code: 'resource_limit' })
    expect(thrown.message).toContain('memory')
    await gone(pidsOf(lines))
  })

  test('processes: as many as are allowed, and one more', async () => {
    const many = (count: number): ToolRun =>
      shell(`for i in $(seq ${count - 1}); do sleep 300 & done; echo; wait`, {
        wallMs: 1_500,
      })
    // The wall time ends what nothing else does.
    expect((await failure(many(64))).message).toContain('too long')
    expect((await failure(many(65))).message).toContain('too much memory')
  })

  test('output: at the limit, and one byte more', async () => {
    const give = (bytes: number): ToolRun => shell(`head -c ${bytes} /dev/zero`, { outputBytes: 1_000 })
    expect((await runTool(context(), give(1_000))).stdout).toHaveLength(1_000)
    expect((await failure(give(1_001))).code).toBe('resource_limit')
    expect((await failure(shell('cat /dev/zero'))).code).toBe('resource_limit')
  })

  test('size of a file: at the limit, and one byte more', async () => {
    const write = (bytes: number): ToolRun => ({
      ...shell('', { fileBytes: 4_096 }),
      tool: 'dd',
      args: ['if=/dev/zero', 'of=written', `bs=${bytes}`, 'count=1'],
    })
    await runTool(context(), write(4_096))
    expect((await failure(write(4_097))).code).toBe('resource_limit')
  })

  test('killed by somebody else: worth another try', async () => {
    expect(await failure(shell('kill -KILL $$'))).toMatchObject({ code: 'resource_limit', retryable: true })
    expect(await failure(shell('kill -SEGV $$'))).toMatchObject({ code: 'invalid_media' })
  })
})

describe('nothing is left', () => {
  test('abort kills the whole group', async () => {
    const stop = new AbortController()
    const lines: string[] = []
    const reason = new Error('cancelled')
    const running = runTool(
      context({ signal: stop.signal }),
      shell(family, {
        onLine: (line) => {
          lines.push(line)
          if (lines.length === 2) stop.abort(reason)
        },
      }),
    )
    await expect(running).rejects.toBe(reason)
    expect(pidsOf(lines)).toHaveLength(3)
    await gone(pidsOf(lines))
  })

  test('an aborted step starts nothing', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(runTool(context({ signal }), shell('echo > started'))).rejects.toThrow('cancelled')
    await expect(realpath(join(workdir, 'started'))).rejects.toThrow()
  })

  test('what stays behind in the group after a good end', async () => {
    const { stdout } = await runTool(context(), shell('sleep 300 & echo $!'))
    await gone([Number(stdout.toString())])
  })

  /** A process in a session of its own, whose parent is gone, and its child; both hold the pipes. */
  const escaped = `setsid sh -c 'echo $$; sleep 300 & echo $!; wait' &`
  const bothAreThere = 'while [ "$(wc -l < said)" -lt 2 ]; do :; done; cat said'
  const escapes = (then: string): string => `: > said; ${escaped.replaceAll(';', ' >> said;')} ${then}`

  test('who left the group by setsid, after a good end', async () => {
    const started = performance.now()
    const { stdout } = await runTool(context(), shell(escapes(bothAreThere)))
    const pids = pidsOf(stdout.toString().trim().split('\n'))
    left.push(...pids)
    expect(pids).toHaveLength(2)
    await gone(pids)
    // Nobody had to wait for the pipes that they held.
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test.each([
    ['an abort', {}, (stop: AbortController) => stop.abort(new Error('cancelled'))],
    ['the wall time', { wallMs: 700 }, () => {}],
  ])('who left the group by setsid, after %s', async (_name, limits, end) => {
    const stop = new AbortController()
    const lines: string[] = []
    const onLine = (line: string): void => {
      lines.push(line)
      if (lines.length === 2) end(stop)
    }
    const running = runTool(
      context({ signal: stop.signal }),
      shell(escapes(`${bothAreThere}; sleep 300`), { ...limits, onLine }),
    )
    await expect(running).rejects.toThrow()
    const pids = pidsOf(lines)
    left.push(...pids)
    expect(pids).toHaveLength(2)
    await gone(pids)
  })

  test('other runs are none of its business', async () => {
    const stop = new AbortController()
    const lines: string[] = []
    const other = runTool(
      context({ signal: stop.signal }),
      shell('echo $$; exec sleep 300', { onLine: (line) => lines.push(line) }),
    ).catch(() => {})
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 5_000, interval: 20 })
    await runTool(context(), shell('true'))
    expect(isAlive(Number(lines[0]))).toBe(true)
    stop.abort()
    await other
  })

  test.each([
    ['kill -9 of the worker: a family', 'sh', ['-c', family], 2],
    [
      'kill -9 of the worker: who left the group',
      'sh',
      ['-c', 'setsid sh -c "echo \\$\\$; exec sleep 300" & wait'],
      1,
    ],
    [
      'kill -9 of the worker: ffmpeg',
      'sh',
      ['-c', 'echo $$; exec ffmpeg -v quiet -re -f lavfi -i sine -f null -'],
      1,
    ],
  ])('%s', async (_name, tool, args, expected) => {
    const worker = spawn(
      process.execPath,
      [fileURLToPath(new URL('hold-tool.ts', import.meta.url)), workdir, tool, ...args],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    workers.push(worker)
    let said = ''
    worker.stdout.on('data', (chunk) => {
      said += chunk
    })
    await vi.waitFor(() => expect(said.split('\n')).toHaveLength(expected + 1), { timeout: 10_000 })
    const pids = pidsOf(said.trim().split('\n'))
    left.push(...pids)
    expect(pids.filter(isAlive)).toEqual(pids)
    worker.kill('SIGKILL')
    await once(worker, 'close')
    await gone(pids)
  })
})

test('a program that finds the disk full is no fault of its file: storage_full, tried again', async () => {
  const full = await failure(
    shell('echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1'),
  )
  expect([full.code, full.retryable]).toEqual(['storage_full', true])
  const broken = await failure(shell('echo "Invalid data found" >&2; exit 1'))
  expect(broken.code).toBe('invalid_media')
})

describe('memory of children', () => {
  const program = 'sh'
  test('is told while one runs, and its peak when it has ended', async () => {
    const ended: ChildMemory[] = []
    const forget = onChildEnd((child) => ended.push(child))
    const controller = new AbortController()
    const running = runTool(context({ signal: controller.signal }), shell('sleep 60')).catch(() => {})
    await vi.waitFor(() => expect(childMemory()).toMatchObject([{ program, bytes: expect.any(Number) }]))
    // A look at the whole tree comes every quarter of a second.
    await vi.waitFor(() => expect(childMemory()[0]?.bytes).toBeGreaterThan(100_000))
    const start = performance.now()
    await vi.waitFor(() => expect(performance.now() - start).toBeGreaterThan(600), { timeout: 5_000 })
    controller.abort()
    await running
    expect(childMemory()).toEqual([])
    forget()
    expect(ended).toMatchObject([{ program, bytes: expect.any(Number) }])
    expect(ended[0]?.bytes).toBeGreaterThan(100_000)
  })
})
