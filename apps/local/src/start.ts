import { offerModel } from './offer-model.ts'
import { runStack } from './run-stack.ts'
import { terminal } from './terminal.ts'

/** `npm start` */
await offerModel(process.env, terminal())
await runStack()
