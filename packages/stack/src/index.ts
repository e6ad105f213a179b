export * from './cache-config.ts'
export * from './open-stack.ts'
export * from './stack-config.ts'
export * from './webhook-sender.ts'
