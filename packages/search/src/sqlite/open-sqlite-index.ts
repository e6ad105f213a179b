import { mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, type SearchIndex } from '@async-events/core'
import { indexVersion, schema } from './schema.ts'
import { sqliteIndex } from './sqlite-index.ts'

/** How long a process waits for another one that writes. Milliseconds. */
const busyMs = 5_000

/**
 * The index as a file that processes of one machine share. Opened when it is used, and again when the file is another one. What
 * is no database, or damaged, is replaced by an empty index, which is filled again.
 *
 * @param file its path; the version of the index is added to its name
 */
export function openSqliteIndex(file: string): SearchIndex {
  const path = `${file}-v${indexVersion}.sqlite`
  let open: { index: SearchIndex; inode: number } | null = null

  async function use<T>(act: (index: SearchIndex) => Promise<T>): Promise<T> {
    try {
      if (open === null || open.inode !== inodeOf(path)) {
        await open?.index.close()
        open = null
        open = openFile(path)
      }
      return await act(open.index)
    } catch (error) {
      if (isDamaged(error)) {
        await open?.index.close()
        open = null
        removeFile(path)
      }
      if (error instanceof Error && 'code' in error)
        throw new AppError('unavailable', 'The search index cannot be used now.', { cause: error })
      throw error
    }
  }

  return {
    put: (talk) => use((index) => index.put(talk)),
    remove: (jobId) => use((index) => index.remove(jobId)),
    runs: (jobIds) => use((index) => index.runs(jobIds)),
    ids: (after, limit) => use((index) => index.ids(after, limit)),
    find: (text, filter, limit) => use((index) => index.find(text, filter, limit)),
    passages: (text, jobIds, perTalk) => use((index) => index.passages(text, jobIds, perTalk)),
    state: () => use((index) => index.state()),
    completed: (generation, times) => use((index) => index.completed(generation, times)),
    rebuild: () => use((index) => index.rebuild()),
    async close() {
      await open?.index.close()
      open = null
    },
  }
}

function openFile(path: string): { index: SearchIndex; inode: number } {
  mkdirSync(dirname(path), { recursive: true })
  try {
    return { index: sqliteIndex(openDatabase(path)), inode: statSync(path).ino }
  } catch (error) {
    if (!isDamaged(error)) throw error
    removeFile(path)
    return { index: sqliteIndex(openDatabase(path)), inode: statSync(path).ino }
  }
}

function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyMs })
  try {
    // What a loss of power takes is put again: the times of completion go with it.
    db.exec('pragma journal_mode = wal; pragma synchronous = normal')
    db.exec(schema)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function removeFile(path: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
}

/** Null where there is none. */
const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26)
