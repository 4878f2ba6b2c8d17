import { expect, it } from 'vitest'
import { changedValues, valuesOf } from './enterprise-values'

it('sends only what was changed, and no empty rows', () => {
  const was = valuesOf()
  expect(changedValues(was, was)).toEqual({})
  expect(changedValues(was, { ...was, name: '甲', chain: [{ link: '', side: 'here' }], contacts: [{ name: ' ' }] })).toEqual({ name: '甲' })
  expect(changedValues(was, { ...was, incumbent: true, chain: [{ link: 'a.b', side: 'upstream' }] })).toEqual({ incumbent: true, chain: [{ link: 'a.b', side: 'upstream' }] })
})
