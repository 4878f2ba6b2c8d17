import { expect, it } from 'vitest'
import { changedFields, patchOf, reapply, type Values } from './change'

const values: Values = { text: '正文', name: '项目', company: '甲', creditCode: '', investment: '32000', land: '', place: '', source: '' }

it('only what differs is sent', () => {
  const next = { ...values, investment: '3.2亿', place: ' 云州区 ', land: '0' }
  expect(changedFields(values, next)).toEqual(['place'])
  expect(patchOf(['place'], next)).toEqual({ place: '云州区' })
  expect(patchOf(['investment'], { ...values, investment: '' })).toEqual({ investmentWan: 0 })
  expect(patchOf(['company'], { ...values, company: '乙' })).toEqual({ enterprise: { name: '乙', creditCode: '' } })
})

it('my change upon the latest keeps what others changed elsewhere', () => {
  expect(reapply({ ...values, source: '平台', place: '阳高县' }, { ...values, place: '云州区' }, ['place'])).toEqual({ ...values, source: '平台', place: '云州区' })
})
