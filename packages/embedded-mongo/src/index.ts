export { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './server.ts'
export { DataFileInUse } from './storage/storage.ts'
