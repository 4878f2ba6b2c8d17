import { expect, it } from 'vitest'
import { changedFields, patchOf, type Values } from './change'

const values: Values = { text: '正文', name: '项目', company: '甲', creditCode: '', investment: '32000', land: '', place: '', source: '' }

it('only what differs is sent', () => {
  const next = { ...values, investment: '3.2亿', place: ' 云州区 ', land: '0' }
  expect(changedFields(values, next)).toEqual(['place'])
  expect(patchOf(['place'], next)).toEqual({ place: '云州区' })
  expect(patchOf(['investment'], { ...values, investment: '' })).toEqual({ investmentWan: 0 })
  expect(patchOf(['company'], { ...values, company: '乙' })).toEqual({ enterprise: { name: '乙', creditCode: '' } })
})
