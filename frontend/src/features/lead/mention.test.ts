import { expect, it } from 'vitest'
import { mentionOf, mentionPieces } from './mention'

const all = [
  { login: 'wang', name: '王伟', unit: '一科' }, { login: 'wang2', name: '王伟', unit: '二科' }, { login: 'li', name: '李娜', unit: '一科' }, { login: 'ann', name: 'Ann Lee', unit: '' },
]

it('a colleague is written by name, by login where the name tells too little', () => {
  expect(all.map((c) => mentionOf(c, all))).toEqual(['wang', 'wang2', '李娜', 'ann'])
})

it('those whom a comment tells are marked in it, also within Chinese text and in full width', () => {
  expect(mentionPieces('请＠LI和@李娜跟进，抄送 a@b.com', ['li'], all)).toEqual([
    { text: '请' }, { text: '＠LI', login: 'li' }, { text: '和' }, { text: '@李娜', login: 'li' }, { text: '跟进，抄送 a@b.com' },
  ])
  expect(mentionPieces('@wang2看', ['wang', 'wang2'], all)).toEqual([{ text: '@wang2', login: 'wang2' }, { text: '看' }])
  expect(mentionPieces('没有人', [], all)).toEqual([{ text: '没有人' }])
})
