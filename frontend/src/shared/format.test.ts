import { describe, expect, it } from 'vitest'
import { formatDate, formatMu, formatPercent, formatTime, formatWan, parseMu, parseWan, plainNumber } from './format'

describe('amounts', () => {
  it.each([
    [32000, '3.2 亿元'], [10000, '1 亿元'], [9999.9999, '9,999.9999 万元'], [8600, '8,600 万元'],
    [0.1 + 0.2, '0.3 万元'], [123456789, '12,345.6789 亿元'], [0, ''],
  ])('%d 万元 is shown as %s', (wan, shown) => expect(formatWan(wan, 'zh-CN')).toBe(shown))

  it('are told in millions in English', () => {
    expect(formatWan(32000, 'en')).toBe('¥320 million')
    expect(formatWan(8600, 'en')).toBe('¥86 million')
  })

  it.each([
    ['32000', 32000], ['3.2亿', 32000], ['3.2 亿元', 32000], ['３．２亿', 32000], ['8,600万元', 8600], ['8，600', 8600], ['1.1亿', 11000],
    ['abc', undefined], ['', undefined], ['-5', undefined], ['3亿5', undefined],
  ])('%s is read as %s', (text, wan) => expect(parseWan(text)).toBe(wan))

  it('land is read and shown in mu', () => {
    expect(parseMu('105亩')).toBe(105)
    expect(parseMu('10 km')).toBeUndefined()
    expect(formatMu(105.5, 'zh-CN')).toBe('105.5 亩')
  })

  it('are written into fields without noise', () => {
    expect(plainNumber(0.1 + 0.2)).toBe('0.3')
    expect(plainNumber(0)).toBe('')
  })
})

describe('times', () => {
  it('are those of Shanghai', () => {
    expect(formatTime('2026-11-22T16:30:00Z')).toBe('2026-11-23 00:30')
    expect(formatDate('2026-11-22T16:30:00Z')).toBe('2026-11-23')
  })
  it('are empty when there is none', () => expect(formatTime(undefined)).toBe(''))
})

it('a probability is never shown as certain', () => {
  expect(formatPercent(0.934)).toBe('93%')
  expect(formatPercent(0.999)).toBe('99%')
  expect(formatPercent(0.001)).toBe('1%')
  expect(formatPercent(0)).toBe('0%')
})
