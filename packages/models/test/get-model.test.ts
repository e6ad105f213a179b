import { chmodSync, existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getModel } from '../src/get-model.ts'
import type { GetEvent, GetModelOptions } from '../src/get-options.ts'
import { type Mirror, type MirrorBehaviour, modelBytes, publishedAs, startMirror } from './mirror.ts'

const bytes = modelBytes(3_000_000)
const other = modelBytes(3_000_000, { seed: 7 })
const model = publishedAs(bytes)
let folder: string
let mirror: Mirror | undefined
let events: GetEvent[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
  events = []
})
afterEach(async () => {
  await mirror?.close()
  mirror = undefined
  await rm(folder, { recursive: true, force: true })
})

const file = (): string => join(folder, model.file)
const part = (): string => `${file()}.part`
const left = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name !== '.lock')

function options(more: Partial<GetModelOptions> = {}): GetModelOptions {
  return {
    folder,
    from: mirror?.url ?? '',
    signal: new AbortController().signal,
    report: (event) => events.push(event),
    wait: () => Promise.resolve(),
    ...more,
  }
}

async function get(behaviour: Partial<MirrorBehaviour> = {}, more: Partial<GetModelOptions> = {}) {
  mirror = await startMirror({ bytes, ...behaviour })
  return getModel(model, options(more))
}

describe('a download', () => {
  it('leaves the file alone in the folder, and asks for nothing when it is there', async () => {
    expect(await get()).toEqual({ path: file(), was: 'downloaded' })
    expect((await readFile(file())).equals(bytes)).toBe(true)
    expect(await left()).toEqual([model.file])
    expect(events.at(-2)).toEqual({ type: 'progress', bytes: bytes.length, total: bytes.length })
    expect(await getModel(model, options())).toEqual({ path: file(), was: 'there' })
    expect(mirror?.asked).toEqual(['whole'])
  })

  it('makes the folder, and needs no right to write for what is there', async () => {
    const deep = join(folder, 'a', 'b')
    await get({}, { folder: deep })
    chmodSync(deep, 0o500)
    expect((await getModel(model, options({ folder: deep }))).was).toBe('there')
    chmodSync(deep, 0o700)
  })

  it('takes a folder as a mirror', async () => {
    const from = await mkdtemp(join(tmpdir(), 'mirror-'))
    await writeFile(join(from, model.file), bytes)
    await writeFile(part(), bytes.subarray(0, 1000))
    await getModel(model, options({ from: pathToFileURL(from).href }))
    expect((await readFile(file())).equals(bytes)).toBe(true)
    await rm(from, { recursive: true })
  })

  it('sends the name and password of a mirror, and keeps the rest of its address', async () => {
    let seen: [string | undefined, string | undefined] = [undefined, undefined]
    mirror = await startMirror({
      bytes,
      instead: (_, { headers, url }) => {
        seen = [headers.authorization, url]
        return false
      },
    })
    const from = mirror.url.replace('http://', 'http://ann:p%40ss@')
    await getModel(model, options({ from: `${from}/?token=x` }))
    expect(seen).toEqual([`Basic ${btoa('ann:p@ss')}`, `/models/${model.file}?token=x`])
  })
})

describe('an interruption', () => {
  it('goes on where the connection broke, of the same file', async () => {
    await get({ etag: '"one"', breaksAfter: (at) => (at < 2 ? 1_000_000 : null) })
    // What had arrived and was not read yet is lost with the connection
    expect(mirror?.asked).toEqual([
      'whole',
      expect.stringMatching(/^bytes=[1-9]\d+- if "one"$/),
      expect.stringMatching(/^bytes=[1-9]\d+- if "one"$/),
    ])
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(2)
    expect((await readFile(file())).equals(bytes)).toBe(true)
    expect(await left()).toEqual([model.file])
  })

  it('goes on in another process, without an ETag too', async () => {
    await writeFile(part(), bytes.subarray(0, 120_000))
    await get({ etag: 'W/"weak"' })
    expect(mirror?.asked).toEqual(['bytes=120000-'])
    expect(events[0]).toEqual({ type: 'resumed', bytes: 120_000 })
    expect((await readFile(file())).equals(bytes)).toBe(true)
  })

  it('begins again where the server has another file, or knows no ranges', async () => {
    await writeFile(part(), other.subarray(0, 120_000))
    await writeFile(`${part()}.etag`, '"old"')
    await get({ etag: '"new"' })
    expect(mirror?.asked).toEqual(['bytes=120000- if "old"'])
    expect((await readFile(file())).equals(bytes)).toBe(true)
  })

  it('begins again once where the parts do not fit together', async () => {
    await writeFile(part(), other.subarray(0, 120_000))
    await get()
    expect(mirror?.asked).toEqual(['bytes=120000-', 'whole'])
    expect((await readFile(file())).equals(bytes)).toBe(true)
  })

  it('needs no network for a part that is whole, and drops one that is too long', async () => {
    await writeFile(part(), bytes)
    await get()
    expect(mirror?.asked).toEqual([])
    await rm(file())
    await writeFile(part(), Buffer.concat([bytes, bytes]))
    await getModel(model, options())
    expect(mirror?.asked).toEqual(['whole'])
  })

  it('keeps the part when it is stopped', async () => {
    const stop = new AbortController()
    const report = (event: GetEvent): void => {
      if (event.type === 'retry') stop.abort()
    }
    const stopped = get({ breaksAfter: () => 1_000_000 }, { signal: stop.signal, report })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    const kept = await readFile(part())
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.equals(bytes.subarray(0, kept.length))).toBe(true)
    expect(existsSync(file())).toBe(false)
  })

  it('waits as long as the server asks, and gives up after failures without progress', async () => {
    const waits: number[] = []
    const busy = get(
      {
        instead: (_, __, response) => {
          response.writeHead(503, { 'retry-after': '7' }).end()
          return true
        },
      },
      { wait: async (ms) => void waits.push(ms) },
    )
    await expect(busy).rejects.toMatchObject({ code: 'source_unavailable' })
    expect(waits).toEqual([7000, 7000, 7000, 7000, 7000])
  })
})

describe('what is not the published file', () => {
  it('is removed and said', async () => {
    await expect(get({ bytes: other })).rejects.toMatchObject({
      code: 'bad_response',
      message: expect.stringMatching(/127\.0\.0\.1:\d+ sends is not the published .*MODELS_URL/),
    })
    expect(await left()).toEqual([])
  })

  it.each([
    ['shorter', modelBytes(1000)],
    ['longer', modelBytes(4_000_000)],
  ])('is refused before its first byte when it is %s', async (_, sent) => {
    await expect(get({ bytes: sent })).rejects.toMatchObject({
      code: 'bad_response',
      message: expect.stringContaining(`a file of ${sent.length} bytes instead of 3000000`),
    })
    expect(await left()).toEqual([])
  })

  it('is refused at the byte too many without a length', async () => {
    const endless = get({
      instead: (_, __, response) => {
        response.writeHead(200)
        response.write(bytes)
        response.end(bytes)
        return true
      },
    })
    await expect(endless).rejects.toMatchObject({ code: 'bad_response' })
    expect(existsSync(file())).toBe(false)
  })

  it('stays when somebody put it there', async () => {
    await writeFile(file(), other)
    await expect(get()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('npm run models -- remove base'),
    })
    expect((await readFile(file())).equals(other)).toBe(true)
    expect(mirror?.asked).toEqual([])
  })
})

describe('errors say what to do', () => {
  it('404 is not tried again', async () => {
    const lost = get({
      instead: (_, __, response) => {
        response.writeHead(404).end('no')
        return true
      },
    })
    await expect(lost).rejects.toMatchObject({
      code: 'source_not_found',
      message: expect.stringContaining(model.file),
    })
    expect(mirror?.asked).toHaveLength(1)
  })

  it('a server that is not there', async () => {
    mirror = await startMirror({ bytes })
    const gone = options({ from: mirror.url })
    await mirror.close()
    mirror = undefined
    await expect(getModel(model, gone)).rejects.toMatchObject({
      code: 'source_unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('a name that is not known', async () => {
    const from = 'http://mirror.invalid/models'
    await expect(getModel(model, options({ from }))).rejects.toMatchObject({
      code: 'host_not_found',
      message: expect.stringMatching(/network.*HTTPS_PROXY.*MODELS_URL/),
    })
  })

  it('a full disk, counting what is there already', async () => {
    const reserve = 64 * 1024 ** 2
    await expect(get({}, { freeBytes: async () => reserve + bytes.length - 1 })).rejects.toMatchObject({
      code: 'storage_full',
      message: expect.stringContaining('MODELS_DIR'),
    })
    await writeFile(part(), bytes.subarray(0, 100))
    await getModel(model, options({ freeBytes: async () => reserve + bytes.length - 100 }))
  })

  it('a folder that is a file', async () => {
    await writeFile(join(folder, 'models'), '')
    await expect(get({}, { folder: join(folder, 'models') })).rejects.toMatchObject({
      code: 'permission_denied',
      message: expect.stringContaining('MODELS_DIR'),
    })
  })
})

it('processes that want it at the same time wait for each other: one downloads', async () => {
  mirror = await startMirror({ bytes })
  const wait = (): Promise<void> => new Promise((done) => setImmediate(done))
  const all = await Promise.all([1, 2, 3].map(() => getModel(model, options({ wait }))))
  expect(all.map(({ was }) => was).toSorted()).toEqual(['downloaded', 'there', 'there'])
  expect(mirror.asked).toEqual(['whole'])
  expect(events.filter(({ type }) => type === 'waiting')).toHaveLength(2)
})
