export { archiveBytes, completeJob, documentText, finishStep } from '@async-events/testkit'
