import type { zh } from './zh'

export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

/** The keys of zh.ts, which every language has to fill. */
export type Dictionary = SameKeys<typeof zh>
