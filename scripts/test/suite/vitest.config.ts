import { defineConfig } from 'vitest/config'

/** A suite for test.native.test.ts; the file names keep it out of every other. */
export default defineConfig({ test: { name: 'suite', include: ['*.case.ts'] } })
