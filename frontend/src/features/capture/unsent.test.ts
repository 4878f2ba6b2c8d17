import { afterEach, describe, expect, it } from 'vitest'
import { ApiProblem } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { allWork, forgetOthers, forgetWork } from '@/shared/kept-work'
import { newDraft } from './draft'
import { Desktop } from './drafts'
import { keyHoldsDays, sendable, sendUnsent, UnsentQueue, type Unsent } from './unsent'

const now = new Date('2026-11-23T04:00:00Z')
const queueOf = (...texts: string[]) => {
  const queue = new UnsentQueue('wang')
  for (const text of texts) queue.add({ ...newDraft(), text }, now)
  return queue
}
const texts = (queue: UnsentQueue) => queue.list.map((u) => u.draft.text)
const lead = (unsent: Unsent) => ({ id: unsent.draft.text, name: unsent.draft.text }) as Lead

afterEach(() => localStorage.clear())

describe('leads that wait to be sent', () => {
  it('are sent in their order, each with its own key, and are gone then', async () => {
    const queue = queueOf('甲', '乙')
    const keys = queue.list.map((u) => u.draft.key)
    const seen: string[] = []
    const { sent, away } = await sendUnsent(queue, (u) => { seen.push(u.draft.key); return Promise.resolve(lead(u)) }, now)
    expect([sent.map((l) => l.id), away, seen]).toEqual([['甲', '乙'], false, keys])
    expect(localStorage).toHaveLength(0)
  })
  it('wait on when the service is away, with the same body and key', async () => {
    const queue = queueOf('甲', '乙')
    const before = queue.list
    for (const status of [0, 502, 503, 504, 429, 401]) {
      const { sent, refused, away } = await sendUnsent(queue, () => Promise.reject(new ApiProblem(status, '', '')), now)
      expect([sent, refused, away]).toEqual([[], [], true])
    }
    expect(queue.list).toEqual(before)
  })
  it('one that is refused waits for its writer with the sentence, and holds up no other', async () => {
    const queue = queueOf('甲', '乙')
    const refuse = (u: Unsent) => u.draft.text === '甲' ? Promise.reject(new ApiProblem(422, 'invalid', '请核对。', { text: '太短' })) : Promise.resolve(lead(u))
    const first = await sendUnsent(queue, refuse, now)
    expect([first.sent.map((l) => l.id), first.refused.map((u) => u.draft.text)]).toEqual([['乙'], ['甲']])
    expect(queue.list[0]?.refused).toEqual({ status: 422, code: 'invalid', message: '请核对。', fields: { text: '太短' } })
    expect(sendable(queue.list, now)).toEqual([])
    expect((await sendUnsent(queue, refuse, now)).sent).toEqual([])
  })
  it('another tab that was quicker is not sent after', async () => {
    const queue = queueOf('甲', '乙')
    const seen: string[] = []
    await sendUnsent(queue, (u) => {
      seen.push(u.draft.text)
      localStorage.setItem('zhaolian.unsent.wang', '[]') // the other tab has sent them both
      return Promise.resolve(lead(u))
    }, now)
    expect([seen, texts(queue)]).toEqual([['甲'], []])
  })
  it('what waited longer than a key holds is sent by hand only', async () => {
    const queue = queueOf('甲')
    const later = new Date(now.getTime() + keyHoldsDays * 86_400_000)
    expect((await sendUnsent(queue, (u) => Promise.resolve(lead(u)), later)).sent).toEqual([])
    expect((await sendUnsent(queue, (u) => Promise.resolve(lead(u)), later, queue.list[0]!.draft.key)).sent).toHaveLength(1)
  })
  it('saved twice it waits once', () => {
    const queue = queueOf()
    const draft = { ...newDraft(), text: '甲' }
    queue.add(draft, now)
    queue.add({ ...draft, text: '甲改' }, now)
    expect(texts(queue)).toEqual(['甲改'])
  })
})

describe('on a shared computer', () => {
  it('nothing of one person stays for another', () => {
    queueOf('甲')
    new Desktop('wang').begin({ ...newDraft(), text: '草稿' })
    new Desktop('wang').begin({ ...newDraft(), text: '又一份' })
    new Desktop('li').begin({ ...newDraft(), text: '李的' })
    expect(allWork()).toEqual(expect.arrayContaining([{ username: 'wang', unsent: 1, drafts: 2 }, { username: 'li', unsent: 0, drafts: 1 }]))
    forgetOthers('li')
    expect(allWork()).toEqual([{ username: 'li', unsent: 0, drafts: 1 }])
    expect([new UnsentQueue('wang').list, new Desktop('wang').draft.text]).toEqual([[], ''])
    forgetWork('li')
    expect(localStorage).toHaveLength(0)
  })
})
