/** Ids of jobs begin so, and those of batches do not, whoever chose them (docs/contract.md). */
export const isJobId = (id: string): boolean => id.startsWith('job-')
