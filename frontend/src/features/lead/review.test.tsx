import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Lead, Me } from '@/shared/api/types'
import { startI18n, wholeTexts } from '@/shared/i18n'
import { MeContext } from '@/shared/me'
import { ReviewSection } from './review'

const lead: Lead = {
  id: 'L1', rev: 3, name: '某项目', text: '建设电池壳体', enterprise: {}, stage: 'lead', stages: [], owners: [], members: [], contacts: [], history: [], ledger: { promise: { investmentWan: 0, startDate: '', completionDate: '', producingDate: '', jobs: 0, outputWan: 0, taxWan: 0, landMu: 0 }, months: [], problems: [] }, industry: '新能源', segment: '储能', link: '电芯', park: '甲园区',
  investmentWan: 0, landMu: 0, place: '', source: '', owner: 'agent', unit: '', createdBy: 'agent', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
  match: {
    matched: true, planVersion: '1', facts: {}, parks: [{ name: '甲园区', score: 0.9, reasons: [], warnings: [] }],
    links: [{ linkId: 'a', industry: '新能源', segment: '储能', link: '电芯', position: '', strategy: '', score: 0.9, evidence: [] }],
  },
}
const reviewed: Lead = { ...lead, review: { decision: 'refuse', segment: '', park: '', reason: '只做贸易', by: 'manager', at: '2026-01-02T00:00:00Z', planVersion: '1', withdrawn: true } }

const sent: { rev: string | null; body: unknown }[] = []
const refusals: [number, object][] = []

beforeAll(() => startI18n().then(wholeTexts))
beforeEach(() => {
  sent.length = refusals.length = 0
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  const segment = (name: string, industry: string) => ({ slug: name, name, industry, description: '', source: '' })
  const industry = (name: string, parks: string[], ...segments: string[]) => ({ slug: name, name, role: '', goal: '', parks, source: '', segments: segments.map((s) => segment(s, name)) })
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname
    if (path === '/api/industries') return json({ items: [industry('新能源', ['甲园区'], '储能'), industry('新材料', ['丙园区'], '碳基')], total: 2 })
    if (path === '/api/parks') return json({ items: ['甲园区', '乙园区', '丙园区'].map((name) => ({ slug: name, name, kind: '', industries: [], source: '' })), total: 3 })
    if (path === '/api/leads/L1') return json({ ...reviewed, rev: 4, place: '云州区' })
    sent.push({ rev: request.headers.get('If-Match'), body: await request.json() })
    const refusal = refusals.shift()
    return refusal ? json(refusal[1], refusal[0]) : json({ ...lead, rev: 5 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open(shown: Lead, mayReview = true) {
  const me: Me = { username: 'm', name: '科长', role: mayReview ? 'manager' : 'agent', unit: '', mayWriteLeads: true, mayReview, mayAdminister: false, demo: false }
  const latest = vi.fn()
  const Page = () => {
    const [now, setNow] = useState(shown)
    return <ReviewSection lead={now} onLatest={(lead) => { latest(lead); setNow(lead) }} />
  }
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MeContext value={me}><Page /></MeContext>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), latest }
}
const choose = (name: RegExp) => screen.getByRole('radio', { name })
const submit = () => screen.getByRole('button', { name: '提交复核' })

it('accepts what was read', async () => {
  const { user } = open(lead)
  await user.click(choose(/^接受/))
  await user.click(submit())
  await waitFor(() => expect(sent).toEqual([{ rev: '"3"', body: { decision: 'accept' } }]))
})

it('changes to another segment, with the parks of its industry first', async () => {
  const { user } = open(lead)
  await user.click(choose(/^改为/))
  await screen.findByRole('option', { name: '碳基' })
  await user.selectOptions(screen.getByRole('combobox', { name: '细分领域' }), '碳基')
  const parks = screen.getByRole('combobox', { name: '园区' })
  expect(within(within(parks).getByRole('group', { name: '新材料产业的园区' })).getAllByRole('option').map((o) => o.textContent)).toEqual(['丙园区'])
  expect(within(within(parks).getByRole('group', { name: '其他园区' })).getAllByRole('option').map((o) => o.textContent)).toEqual(['甲园区', '乙园区'])
  await user.selectOptions(parks, '丙园区')
  await user.type(screen.getByRole('textbox', { name: '理由' }), '是材料')
  await user.click(submit())
  await waitFor(() => expect(sent).toEqual([{ rev: '"3"', body: { decision: 'change', segment: '碳基', park: '丙园区', reason: '是材料' } }]))
})

it('a refused value is told at its field', async () => {
  refusals.push([422, { status: 422, code: 'invalid', detail: '请写明理由。', errors: [{ location: 'body.reason', message: '请写明理由，便于以后改进匹配。' }] }])
  const { user } = open(lead)
  await user.click(choose(/^不在规划范围/))
  await user.click(submit())
  const reason = screen.getByRole('textbox', { name: '理由' })
  await waitFor(() => expect(reason).toHaveAccessibleDescription(/请写明理由/))
  expect(reason).toHaveFocus()
  expect(screen.queryByRole('alert')).toBeNull()
})

it('who comes second sees what changed, and decides on the latest', async () => {
  refusals.push([412, { status: 412, code: 'conflict', detail: '已被修改。' }])
  const { user, latest } = open(lead)
  await user.click(choose(/^接受/))
  await user.click(submit())
  expect(await screen.findByRole('alert')).toHaveTextContent('别人改动了：意向地点别人刚刚复核：认定不在规划范围（manager）')
  expect(latest).toHaveBeenCalledWith(expect.objectContaining({ rev: 4 }))
  await user.click(screen.getByRole('button', { name: '仍提交我的复核' }))
  await waitFor(() => expect(sent.map((s) => s.rev)).toEqual(['"3"', '"4"']))
})

it('everybody sees what was decided; only reviewers decide', async () => {
  open(reviewed, false)
  const section = screen.getByRole('region', { name: '复核' })
  for (const words of ['认定不在规划范围', '只做贸易', '由 manager 于 2026-01-02 08:00 复核', '已撤回']) expect(section).toHaveTextContent(words)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.queryByRole('radio')).toBeNull()
  cleanup()
  const { user } = open(reviewed)
  expect(screen.queryByRole('radio')).toBeNull()
  await user.click(screen.getByRole('button', { name: '重新复核' }))
  expect(screen.getAllByRole('radio')).toHaveLength(3)
  cleanup()
  open(lead, false)
  expect(screen.queryByRole('region', { name: '复核' })).toBeNull()
})
