import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Facts } from '@/shared/api/types'
import { Desktop } from './drafts'
import { edit, isRead, leave, newDraft, newKey, readDraft, readFacts, reset, toRequest, valueOf, type Draft } from './draft'

const facts: Facts = { investmentWan: 32000, landMu: 105, company: '某公司', products: ['PBAT'], place: '云州区' }
const draft = (own: Draft['own'] = {}): Draft => ({ ...newDraft(), text: ' 拟投资3.2亿元\r\n', own })

describe('fields and what is read from the text', () => {
  it('untouched fields follow the text', () => {
    expect(valueOf(draft(), readFacts(facts), 'investment')).toBe('32000')
    expect(valueOf(draft(), readFacts({ ...facts, investmentWan: 500 }), 'investment')).toBe('500')
    expect(valueOf(draft(), readFacts(facts), 'name')).toBe('某公司 PBAT项目')
    expect(isRead(draft(), readFacts(facts), 'investment')).toBe(true)
    expect(isRead(draft(), readFacts({}), 'investment')).toBe(false)
  })
  it('a newer reading never overwrites what was typed, emptied included', () => {
    const typed = edit(edit(draft(), 'land', '110'), 'place', '')
    for (const read of [readFacts(facts), readFacts({ landMu: 7, place: '阳高县' }), readFacts(undefined)]) {
      expect(valueOf(typed, read, 'land')).toBe('110')
      expect(valueOf(typed, read, 'place')).toBe('')
      expect(isRead(typed, read, 'land')).toBe(false)
    }
  })
  it('reset gives a field back to the text', () => {
    expect(valueOf(reset(edit(draft(), 'land', '110'), 'land'), readFacts(facts), 'land')).toBe('105')
  })
  it('an emptied field goes back to the text when it is left, an amount is written out', () => {
    expect(leave(edit(draft(), 'land', ' '), 'land').own).toEqual({})
    expect(leave(edit(draft(), 'investment', '3.2亿'), 'investment').own).toEqual({ investment: '32000' })
    expect(leave(edit(draft(), 'investment', '约三亿'), 'investment').own).toEqual({ investment: '约三亿' })
  })
})

describe('the request', () => {
  it('states only what was typed, with the text as the service keeps it', () => {
    expect(toRequest(draft())).toEqual({ text: '拟投资3.2亿元' })
    expect(toRequest(draft({ land: '110', creditCode: ' 91 ' }))).toEqual({ text: '拟投资3.2亿元', landMu: 110, enterprise: { name: undefined, creditCode: '91' } })
  })
})

describe('the kept draft', () => {
  afterEach(() => localStorage.clear())
  it('survives a reload, for its own person only', () => {
    const written = draft({ land: '110' })
    new Desktop('wang').write(written)
    expect(readDraft(localStorage.getItem('zhaolian.draft.wang'))).toEqual(written)
    expect(new Desktop('wang').draft).toEqual(written)
    expect(new Desktop('li').draft.text).toBe('')
  })
  it('is gone when emptied, and an unreadable one is none', () => {
    new Desktop('wang').write(draft())
    new Desktop('wang').write(newDraft())
    expect(localStorage).toHaveLength(0)
    localStorage.setItem('zhaolian.draft.wang', '{')
    expect(new Desktop('wang').draft.text).toBe('')
  })
  it('another tab is followed; an empty draft keeps its key', () => {
    const desktop = new Desktop('wang')
    expect(desktop.draft.key).toBe(desktop.draft.key)
    localStorage.setItem('zhaolian.draft.wang', JSON.stringify({ ...draft(), text: '另一个标签页写的' }))
    expect(desktop.draft.text).toBe('另一个标签页写的')
    desktop.write((now) => ({ ...now, text: `${now.text}，接着写` }))
    expect(readDraft(localStorage.getItem('zhaolian.draft.wang'))?.text).toBe('另一个标签页写的，接着写')
  })
  it('holds without storage until the page is closed', () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError') })
    const desktop = new Desktop('sun')
    desktop.write(draft())
    expect(desktop.draft.text).toBe(draft().text)
    full.mockRestore()
  })
  it('a pasted text goes before it, and it comes back', () => {
    const desktop = new Desktop('wang')
    const first = { ...draft(), text: '写了一半' }
    desktop.begin(first)
    const pasted = { ...newDraft(), text: '刚贴进来的' }
    desktop.begin(pasted)
    expect(desktop.aside).toEqual([first])
    desktop.swap()
    expect([desktop.draft, desktop.aside]).toEqual([first, [pasted]])
    desktop.done()
    expect([desktop.draft, desktop.aside]).toEqual([pasted, []])
    desktop.done()
    expect(desktop.draft.text).toBe('')
    expect(localStorage).toHaveLength(0)
  })
})

it('keys are random UUIDs, on pages without TLS too', () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xff) })
  expect(newKey()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  vi.unstubAllGlobals()
  expect(newKey()).not.toBe(newKey())
})
