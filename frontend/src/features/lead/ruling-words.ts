/** What a unit may say of a case, and how a case may end. */
export const stands = ['agree', 'condition', 'disagree'] as const
export type Stand = (typeof stands)[number]
export const isStand = (s: string): s is Stand => stands.some((x) => x === s)

export const outcomes = ['approved', 'conditional', 'refused', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]
export const isOutcome = (s: string): s is Outcome => outcomes.some((x) => x === s)
