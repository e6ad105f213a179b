import type { Generator } from './generator.ts'
export const java: readonly Generator[] = []
