import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Document } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import { asBuffer, decode, encode, pick } from '../protocol/raw-bson.ts'
import { keysOf } from '../query/index-keys.ts'
import { type Collection, describeIndex, type Index, type IndexSpec, indexedNames } from './collection.ts'
import { duplicateKey } from './duplicate-key.ts'

export class DataFileInUse extends Error {
  override name = 'DataFileInUse'
  constructor(file: string) {
    super(`another process owns the data file ${file}`)
  }
}

export type IndexEntry = { key: Buffer; row: number }
export type KeyRange = { low: Buffer; high: Buffer }

/** Collections and indexes as tables of one SQLite file, locked by this process. */
export class Storage {
  readonly #file: string
  readonly #db: DatabaseSync
  #statements = new Map<string, StatementSync>()
  #collections = new Map<string, Collection>()

  constructor(file: string, sync: 'normal' | 'full') {
    this.#file = file
    this.#db = new DatabaseSync(file)
    try {
      this.#open(sync)
    } catch (error) {
      this.#db.close()
      if (error instanceof Error && /locked|busy/i.test(error.message)) throw new DataFileInUse(file)
      throw error
    }
  }

  #open(sync: 'normal' | 'full'): void {
    this.#db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'};
      PRAGMA cache_size = -65536;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA temp_store = MEMORY;
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (db, name));
      CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
      COMMIT;
    `)
    this.#load()
  }

  /** Reads the catalog, at the start and after a rollback. */
  #load(): void {
    for (const collection of this.#collections.values()) collection.dropped = true
    this.#collections.clear()
    this.#statements.clear()
    for (const row of this.#db.prepare('SELECT id, db, name FROM collections').all()) {
      const collection = this.#remember(Number(row.id), String(row.db), String(row.name))
      const rows = this.#db
        .prepare('SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id')
        .all(collection.id)
      for (const index of rows) {
        const spec = decode(index.spec as Uint8Array) as unknown as IndexSpec
        collection.indexes.push(describeIndex(Number(index.id), spec, index.multikey === 1))
      }
      collection.names = indexedNames(collection.indexes)
      const count = this.#db.prepare(`SELECT count(*) AS n FROM c${collection.id}`).get()
      collection.documents = Number(count?.n)
    }
  }

  #remember(id: number, database: string, name: string): Collection {
    const namespace = `${database}.${name}`
    const collection = { id, database, name, namespace, indexes: [], documents: 0, dropped: false, names: [] }
    this.#collections.set(namespace, collection)
    return collection
  }

  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.#db.prepare(text)
      statement.setReturnArrays(true)
      this.#statements.set(text, statement)
    }
    return statement
  }

  begin(): void {
    this.#db.exec('BEGIN')
  }

  commit(): void {
    this.#db.exec('COMMIT')
  }

  rollback(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    this.#load()
  }

  close(): void {
    this.#statements.clear()
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#db.close()
  }

  get file(): string {
    return this.#file
  }

  collections(database?: string): Collection[] {
    return [...this.#collections.values()].filter(
      (each) => database === undefined || each.database === database,
    )
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(`${database}.${name}`)
  }

  /** Finds the collection or creates it with its index on `_id`. */
  ensure(database: string, name: string): Collection {
    const known = this.find(database, name)
    if (known) return known
    if (name === '' || name.includes('$') || name.startsWith('system.') || name.includes('\0'))
      throw new CommandFailure(73, `Invalid collection name: ${name}`)
    if (database === '' || /[/\\. "$*<>:|?\0]/.test(database))
      throw new CommandFailure(73, `Invalid database name: ${database}`)
    const { lastInsertRowid } = this.#sql('INSERT INTO collections (db, name) VALUES (?, ?)').run(
      database,
      name,
    )
    const id = Number(lastInsertRowid)
    this.#db.exec(`CREATE TABLE c${id} (row INTEGER PRIMARY KEY, doc BLOB NOT NULL)`)
    const collection = this.#remember(id, database, name)
    this.createIndex(collection, { name: '_id_', key: { _id: 1 } })
    return collection
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) this.dropIndex(collection, index)
    this.#db.exec(`DROP TABLE c${collection.id}`)
    this.#sql('DELETE FROM collections WHERE id = ?').run(collection.id)
    this.#collections.delete(collection.namespace)
    collection.dropped = true
    this.#forget(`c${collection.id}`)
  }

  createIndex(collection: Collection, spec: IndexSpec): Index {
    const { lastInsertRowid } = this.#sql(
      'INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, 0)',
    ).run(collection.id, encode(spec))
    const index = describeIndex(Number(lastInsertRowid), spec, false)
    this.#db.exec(
      `CREATE TABLE x${index.id} (k BLOB NOT NULL, d INTEGER NOT NULL, PRIMARY KEY (k, d)) WITHOUT ROWID`,
    )
    try {
      this.#fill(collection, index)
    } catch (error) {
      this.#removeIndex(index)
      throw error
    }
    collection.indexes.push(index)
    collection.names = indexedNames(collection.indexes)
    return index
  }

  #fill(collection: Collection, index: Index): void {
    if (collection.documents === 0) return
    for (let after = 0; ; ) {
      const rows = this.rowsAfter(collection, after, 1000)
      for (const row of rows) {
        const doc = this.document(collection, row)
        if (!doc) continue
        const values = decode(pick(doc, index.names))
        const keys = this.#keys(index, values)
        this.#refuseDuplicate(collection, index, keys, row, values)
        this.#putKeys(index, keys, row)
      }
      const last = rows.at(-1)
      if (last === undefined) return
      after = last
    }
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes.splice(collection.indexes.indexOf(index), 1)
    collection.names = indexedNames(collection.indexes)
    this.#removeIndex(index)
  }

  #removeIndex(index: Index): void {
    index.dropped = true
    this.#db.exec(`DROP TABLE x${index.id}`)
    this.#sql('DELETE FROM indexes WHERE id = ?').run(index.id)
    this.#forget(`x${index.id}`)
  }

  #forget(table: string): void {
    for (const text of this.#statements.keys())
      if (new RegExp(`\\b${table}\\b`).test(text)) this.#statements.delete(text)
  }

  document(collection: Collection, row: number): Buffer | undefined {
    const found = this.#sql(`SELECT doc FROM c${collection.id} WHERE row = ?`).get(row) as
      | [Uint8Array]
      | undefined
    return found && asBuffer(found[0])
  }

  rowsAfter(collection: Collection, after: number, limit: number): number[] {
    const rows = this.#sql(`SELECT row FROM c${collection.id} WHERE row > ? ORDER BY row LIMIT ?`).all(
      after,
      limit,
    )
    return (rows as unknown as [number][]).map(([row]) => row)
  }

  /** The next entries of a range, after `last`, in one direction. */
  entries(
    index: Index,
    range: KeyRange,
    direction: 1 | -1,
    last: IndexEntry | undefined,
    limit: number,
  ): IndexEntry[] {
    const order = direction === 1 ? 'ORDER BY k, d' : 'ORDER BY k DESC, d DESC'
    const where = !last
      ? 'k >= ? AND k < ?'
      : direction === 1
        ? '(k, d) > (?, ?) AND k < ?'
        : '(k, d) < (?, ?) AND k >= ?'
    const statement = this.#sql(`SELECT k, d FROM x${index.id} WHERE ${where} ${order} LIMIT ?`)
    const rows = !last
      ? statement.all(range.low, range.high, limit)
      : statement.all(last.key, last.row, direction === 1 ? range.high : range.low, limit)
    return (rows as unknown as [Uint8Array, number][]).map(([key, row]) => ({ key: asBuffer(key), row }))
  }

  /** The number of entries of a range, up to `cap`. */
  countEntries(index: Index, range: KeyRange, cap: number): number {
    const statement = Number.isFinite(cap)
      ? this.#sql(`SELECT count(*) FROM (SELECT 1 FROM x${index.id} WHERE k >= ? AND k < ? LIMIT ?)`)
      : this.#sql(`SELECT count(*) FROM x${index.id} WHERE k >= ? AND k < ?`)
    const row = Number.isFinite(cap)
      ? statement.get(range.low, range.high, cap)
      : statement.get(range.low, range.high)
    return (row as unknown as [number])[0]
  }

  /** Distinct keys of a range with the number of their entries. */
  countedKeys(index: Index, range: KeyRange, limit: number): { key: Buffer; count: number }[] {
    const rows = this.#sql(
      `SELECT k, count(*) FROM x${index.id} WHERE k >= ? AND k < ? GROUP BY k ORDER BY k LIMIT ?`,
    ).all(range.low, range.high, limit)
    return (rows as unknown as [Uint8Array, number][]).map(([key, count]) => ({ key: asBuffer(key), count }))
  }

  insert(collection: Collection, doc: Buffer): void {
    const values = decode(pick(doc, collection.names))
    const entries = collection.indexes.map((index) => {
      const keys = this.#keys(index, values)
      this.#refuseDuplicate(collection, index, keys, undefined, values)
      return { index, keys }
    })
    const { lastInsertRowid } = this.#sql(`INSERT INTO c${collection.id} (doc) VALUES (?)`).run(doc)
    const row = Number(lastInsertRowid)
    for (const { index, keys } of entries) this.#putKeys(index, keys, row)
    collection.documents++
  }

  /** Replaces a document; `touched` names the top-level fields that may have changed. */
  replace(
    collection: Collection,
    row: number,
    before: Buffer,
    after: Buffer,
    touched: ReadonlySet<string> | undefined,
  ): void {
    const indexes = collection.indexes.filter(
      (index) => touched === undefined || [...touched].some((root) => index.roots.has(root)),
    )
    const changes: { index: Index; removed: Buffer[]; added: Buffer[] }[] = []
    if (indexes.length > 0) {
      const old = decode(pick(before, collection.names))
      const values = decode(pick(after, collection.names))
      for (const index of indexes) {
        const oldKeys = this.#keys(index, old)
        const keys = this.#keys(index, values)
        const added = keys.filter((key) => !oldKeys.some((other) => other.equals(key)))
        const removed = oldKeys.filter((key) => !keys.some((other) => other.equals(key)))
        if (added.length === 0 && removed.length === 0) continue
        this.#refuseDuplicate(collection, index, added, row, values)
        changes.push({ index, removed, added })
      }
    }
    this.#sql(`UPDATE c${collection.id} SET doc = ? WHERE row = ?`).run(after, row)
    for (const { index, removed, added } of changes) {
      this.#takeKeys(index, removed, row)
      this.#putKeys(index, added, row)
    }
  }

  remove(collection: Collection, row: number, doc: Buffer): void {
    const values = decode(pick(doc, collection.names))
    for (const index of collection.indexes) this.#takeKeys(index, this.#keys(index, values), row)
    this.#sql(`DELETE FROM c${collection.id} WHERE row = ?`).run(row)
    collection.documents--
  }

  #keys(index: Index, values: Document): Buffer[] {
    if (index.partial && !index.partial.matches(values)) return []
    const { keys, multikey } = keysOf(values, index.fields, index.sparse)
    if (multikey && !index.multikey) {
      index.multikey = true
      this.#sql('UPDATE indexes SET multikey = 1 WHERE id = ?').run(index.id)
    }
    return keys
  }

  #putKeys(index: Index, keys: readonly Buffer[], row: number): void {
    const statement = this.#sql(`INSERT INTO x${index.id} (k, d) VALUES (?, ?)`)
    for (const key of keys) statement.run(key, row)
  }

  #takeKeys(index: Index, keys: readonly Buffer[], row: number): void {
    const statement = this.#sql(`DELETE FROM x${index.id} WHERE k = ? AND d = ?`)
    for (const key of keys) statement.run(key, row)
  }

  /** Runs before any write, so that a refused statement leaves nothing behind. */
  #refuseDuplicate(
    collection: Collection,
    index: Index,
    keys: readonly Buffer[],
    row: number | undefined,
    values: Document,
  ): void {
    if (!index.unique) return
    const statement = this.#sql(`SELECT 1 FROM x${index.id} WHERE k = ? AND d <> ? LIMIT 1`)
    for (const key of keys)
      if (statement.get(key, row ?? -1)) throw duplicateKey(collection, index, key, values)
  }
}
