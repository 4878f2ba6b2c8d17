import { expect, it } from 'vitest'
import type { Progress, StageEvent } from '@/shared/api/types'
import { nextStages } from './move-stage'

const at = (...stages: string[]): Pick<Progress, 'stages' | 'mayMove'> => ({ mayMove: true, stages: stages.map((to, i) => ({ no: i + 1, to, date: '2026-11-23', by: 'li', recordedAt: '' }) satisfies StageEvent) })

it('goes forward, rests or is lost', () =>
  expect(nextStages('signed', at('lead', 'signed'))).toEqual({ base: 'signed', options: ['started', 'completed', 'producing', 'at_capacity', 'paused', 'lost'] }))

it('comes back from a rest to where it was', () =>
  expect(nextStages('paused', at('lead', 'negotiating', 'paused')).options.slice(0, 2)).toEqual(['negotiating', 'signed']))

it('does not rest when it is lost', () => expect(nextStages('lost', at('lead', 'lost')).options).not.toContain('paused'))

it('a colleague opens talks only', () => expect(nextStages('lead', { ...at('lead'), mayMove: false }).options).toEqual(['negotiating']))
