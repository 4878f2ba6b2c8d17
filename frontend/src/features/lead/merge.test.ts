import { describe, expect, it } from 'vitest'
import type { Values } from './change'
import { merge, mergeTexts, sentencesOf, textOf } from './merge'

const base: Values = {
  text: '甲公司拟投资3.2亿元。建设年产6万吨PBAT。用地约105亩。', name: '项目', company: '甲', creditCode: '', investment: '32000', land: '105', place: '', source: '',
}

describe('fields', () => {
  it('that only they changed are taken over, those that only I changed are kept', async () => {
    const merged = await merge(base, { ...base, place: '云州区', investment: '35000' }, { ...base, source: '平台' })
    expect(merged).toEqual({ values: { ...base, place: '云州区', investment: '35000', source: '平台' }, taken: ['investment', 'place'], clashes: [], text: [] })
  })

  it('that both changed alike are no clash, in whatever form they are written', async () => {
    const merged = await merge(base, { ...base, investment: '35000', place: '云州区' }, { ...base, investment: '3.5亿', place: ' 云州区 ' })
    expect(merged).toMatchObject({ clashes: [], taken: [], values: { investment: '35000', place: '云州区' } })
  })

  it('that both changed differently are for a person to decide; the others are settled', async () => {
    const merged = await merge(base, { ...base, source: '平台', land: '110' }, { ...base, source: '驻点', place: '阳高县' })
    expect(merged).toMatchObject({ clashes: ['source'], taken: ['land'], values: { source: '平台', land: '110', place: '阳高县' } })
  })

  it('that one emptied and the other changed are a clash too', async () => {
    expect((await merge(base, { ...base, land: '' }, { ...base, land: '110' })).clashes).toEqual(['land'])
  })

  it('of the firm are one value: nobody gets the code of another', async () => {
    const theirs = { ...base, company: '乙', creditCode: '91140200MA0K1XXX0A' }
    expect(await merge(base, theirs, { ...base, company: '丙' })).toMatchObject({ clashes: ['company', 'creditCode'], values: { company: '乙', creditCode: theirs.creditCode } })
    expect(await merge(base, { ...base, creditCode: theirs.creditCode }, { ...base, company: '丙' })).toMatchObject({ clashes: ['company', 'creditCode'], values: { company: '甲' } })
    expect((await merge(base, { ...base, place: '云州区' }, { ...base, company: '丙' })).values).toMatchObject({ company: '丙', place: '云州区' })
  })
})

describe('texts', () => {
  it('are taken apart at the ends of sentences and lines, never within a number', () => {
    expect(sentencesOf('投资3.2亿。建设PBAT；\n用地105亩')).toEqual(['投资3.2亿。', '建设PBAT；\n', '用地105亩'])
    expect(sentencesOf('')).toEqual([])
  })

  it('changed in different sentences are put together without asking', async () => {
    const merged = await merge(base, { ...base, text: base.text.replace('3.2亿', '3.5亿') }, { ...base, text: `${base.text}预计三年建成。` })
    expect(merged).toMatchObject({ clashes: [], taken: ['text'], values: { text: '甲公司拟投资3.5亿元。建设年产6万吨PBAT。用地约105亩。预计三年建成。' } })
  })

  it('changed in neighbouring sentences are put together too', async () => {
    expect(textOf(await mergeTexts('一。二。三。', '一。二二。三。', '一一。二。三三。'), ['theirs'])).toBe('一一。二二。三三。')
    expect((await mergeTexts('一。二。', '甲。乙。', '甲。丙。')).map((part) => ('settled' in part ? part.settled : part.clash.mine))).toEqual(['甲。', '丙。'])
  })

  it('that both went on with: both can be kept', async () => {
    const parts = await mergeTexts('一。', '一。他的。', '一。我的。')
    expect(parts).toEqual([{ settled: '一。' }, { clash: { base: '', theirs: '他的。', mine: '我的。', joined: '他的。我的。', smooth: true } }])
    expect(textOf(parts, [])).toBe('一。他的。我的。')
    expect(textOf(parts, ['mine'])).toBe('一。我的。')
    expect(textOf(parts, ['theirs'])).toBe('一。他的。')
  })

  it('changed in different places of one sentence: joined sign by sign', async () => {
    const parts = await mergeTexts('年产6万吨PBAT，用地105亩', '年产6万吨PBS，用地105亩', '年产6万吨PBAT，用地110亩')
    expect(textOf(parts, [])).toBe('年产6万吨PBS，用地110亩')
    expect(textOf(parts, ['mine'])).toBe('年产6万吨PBAT，用地110亩')
  })

  it('without an end that both went on with: parted', async () => {
    expect(textOf(await mergeTexts('用地105亩', '用地105亩雇100人', '用地105亩三年建成'), [])).toBe('用地105亩雇100人；三年建成')
  })

  it('rewritten by both: nothing of either is lost', async () => {
    expect(await mergeTexts('投资3.2亿。', '投资3.5亿。', '投资3.6亿。')).toEqual([{ clash: { base: '投资3.2亿。', theirs: '投资3.5亿。', mine: '投资3.6亿。', joined: '投资3.5亿。投资3.6亿。', smooth: false } }])
    const merged = await merge(base, { ...base, text: '全新写法。' }, { ...base, text: '另一种写法。' })
    expect(merged.clashes).toEqual(['text'])
    for (const words of ['全新', '另一种']) expect(textOf(merged.text, [])).toContain(words)
  })

  it('of many sentences lose none, whoever wrote them', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `第${i}句。`)
    const theirs = lines.map((line, i) => (i % 7 === 0 ? `${line}他${i}。` : line))
    const mine = lines.map((line, i) => (i % 5 === 0 ? `${line}我${i}。` : line))
    const text = textOf(await mergeTexts(lines.join(''), theirs.join(''), mine.join('')), [])
    for (let i = 0; i < 300; i++) {
      expect(text.split(`第${i}句。`)).toHaveLength(2)
      if (i % 7 === 0) expect(text.split(`他${i}。`)).toHaveLength(2)
      if (i % 5 === 0) expect(text.split(`我${i}。`)).toHaveLength(2)
    }
  })
})
