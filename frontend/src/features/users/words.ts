import type { UserRow } from '@/shared/api/types'
import type { Tone } from '@/shared/ui/tag'

export const roles = ['agent', 'manager', 'leader', 'admin'] as const
export const reaches = ['', 'own', 'unit', 'below', 'chain', 'all'] as const

export type State = 'active' | 'disabled' | 'locked' | 'mustChange'
export const tones: Record<State, Tone> = { active: 'good', disabled: 'muted', locked: 'warn', mustChange: 'plain' }

/** Where an account stands; the gravest when several hold. */
export const stateOf = (user: UserRow): State => (user.disabled ? 'disabled' : user.lockedUntil ? 'locked' : user.mustChange ? 'mustChange' : 'active')
