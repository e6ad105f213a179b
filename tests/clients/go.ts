import type { Generator } from './generator.ts'
export const go: readonly Generator[] = []
