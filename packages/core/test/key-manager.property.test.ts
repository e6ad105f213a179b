import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyScopes } from '../src/domain/access/api-key.ts'
import { type KeyManager, managesKeysOf, mayManage, scopesBeyond } from '../src/domain/access/key-manager.ts'

const scopes = fc.subarray([...keyScopes])
const user = fc.constantFrom('ann', 'bob', 'eve')
const holder = fc.record({ kind: fc.constant('key' as const), user_id: user, scopes })

it('no chain of keys ends with more than it began with', () => {
  fc.assert(
    fc.property(holder, fc.array(fc.record({ user_id: user, scopes }), { maxLength: 6 }), (first, wishes) => {
      let last: KeyManager & { kind: 'key' } = first
      for (const wished of wishes) {
        if (!last.scopes.includes('admin')) break
        if (mayManage(last, wished) && scopesBeyond(last, wished.scopes).length === 0)
          last = { kind: 'key', ...wished }
      }
      expect(last.scopes.filter((scope) => !first.scopes.includes(scope))).toEqual([])
      expect(last.user_id === first.user_id || first.scopes.includes('impersonate')).toBe(true)
    }),
  )
})

it('who manages the keys of a user is an admin that is this user, or speaks for all', () => {
  fc.assert(
    fc.property(holder, user, (key, one) => {
      const speaks = key.user_id === one || key.scopes.includes('impersonate')
      expect(managesKeysOf(key, one)).toBe(key.scopes.includes('admin') && speaks)
    }),
  )
})
