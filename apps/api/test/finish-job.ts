export { archiveBytes, completeJob, documentText, finishStep, storeSpoken } from '@async-events/testkit'
