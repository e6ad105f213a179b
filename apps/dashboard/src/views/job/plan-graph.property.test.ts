import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layOutPlan, type PlanStep } from './plan-graph.ts'

/** Plans without circles: a step waits only for steps named before it, and the order of the list is any. */
const plans = fc.array(fc.array(fc.nat(29), { maxLength: 6 }), { maxLength: 30 }).chain((choices) => {
  const steps = choices.map(
    (needs, at): PlanStep => ({
      id: `s${at}`,
      needs: at === 0 ? [] : needs.map((need) => `s${need % at}`),
    }),
  )
  return fc.shuffledSubarray(steps, { minLength: steps.length })
})

it('places every step once, behind what it waits for, and loses no wait', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { steps, lines } = layOutPlan(plan)
      const placeOf = new Map(steps.map((step) => [step.id, step]))
      expect(steps.map(({ id }) => id)).toEqual(plan.map(({ id }) => id))
      expect(new Set(steps.map(({ column, row }) => `${column} ${row}`)).size).toBe(plan.length)
      const reached = (from: string, to: string): boolean =>
        lines.some((line) => line.to === to && (line.from === from || reached(from, line.from)))
      for (const { id, needs } of plan)
        for (const need of needs) {
          expect(placeOf.get(need)!.column).toBeLessThan(placeOf.get(id)!.column)
          expect(reached(need, id)).toBe(true)
        }
    }),
  )
})
