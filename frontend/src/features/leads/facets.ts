import type { FacetName } from '@/shared/list-state'

/** Filters that stand beside the search; the others are behind "more". */
export const firstFacets: FacetName[] = ['stage', 'lamp', 'industry', 'segment', 'park', 'owner', 'unit']
export const otherFacets: FacetName[] = ['place', 'source']
