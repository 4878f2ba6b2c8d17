import { expect, it } from 'vitest'
import { idIn } from './merge-dialog'

it('reads the id of a record out of its address', () => {
  expect(idIn('http://10.0.0.1:8080/leads/01M838Z2G0FHK6J6AH3FKPWZKR?x=1', 'lead')).toBe('01M838Z2G0FHK6J6AH3FKPWZKR')
  expect(idIn(' 01M838Z2G0FHK6J6AH3FKPWZKR ', 'lead')).toBe('01M838Z2G0FHK6J6AH3FKPWZKR')
  expect(idIn('/enterprises/plan-2fb8dbe8176a532a', 'enterprise')).toBe('plan-2fb8dbe8176a532a')
  expect(idIn('/enterprises/plan-2fb8dbe8176a532a', 'lead')).toBe('')
  expect(idIn('鸿图储能', 'lead')).toBe('')
})
