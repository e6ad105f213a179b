export * from './finish-job.ts'
export * from './job-builder.ts'
export * from './test-servers.ts'
export * from './until.ts'
