import type { StatedSession, Text } from '../stated.ts'

/** What the state of a proposal or event says about it: `CANCELLED`, `rejected`, `EventCancelled`. Null of what takes place. */
export function cancelledState(state: Text): NonNullable<StatedSession['off']> | null {
  const text = (state ?? '').trim()
  if (/^(?:https?:\/\/schema\.org\/)?(?:event)?cancell?ed$|^abgesagt$/i.test(text)) return 'cancelled'
  if (/^(?:withdrawn|deleted|removed|postponed|(?:https?:\/\/schema\.org\/)?eventpostponed)$/i.test(text))
    return 'cancelled'
  if (
    /^(?:rejected|declined|submitted|draft|nominated|waitlisted|waiting|pending|new|in_?review)$/i.test(text)
  )
    return 'not_accepted'
  return null
}
