import { runStack } from './run-stack.ts'

/** `npm start` */
await runStack()
