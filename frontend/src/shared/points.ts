/** What points are given for, in the order of the rules. */
export const pointKinds = ['fits', 'firstReport', 'upheld', 'responded', 'kept', 'introduced', 'signed', 'started', 'completed', 'producing', 'at_capacity', 'overdue', 'withdrawn'] as const
export type PointKind = (typeof pointKinds)[number]

export const pointKindOf = (text: string): PointKind => pointKinds.find((k) => k === text) ?? 'fits'

/** Kinds that take points away, and kinds that are stages, which may have steps by investment. */
export const takesAway = (kind: PointKind) => kind === 'overdue' || kind === 'withdrawn'
export const isStageKind = (kind: PointKind) => ['signed', 'started', 'completed', 'producing', 'at_capacity'].includes(kind)
