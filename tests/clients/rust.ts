import type { Generator } from './generator.ts'
export const rust: readonly Generator[] = []
