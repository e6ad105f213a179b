import { it } from 'vitest'

it('passes', () => {})
it('passes as well', () => {})
it.skip('is skipped', () => {})
