export * from './event-nudge.ts'
export * from './redis-options.ts'
export * from './step-consumer.ts'
export * from './step-queue.ts'
