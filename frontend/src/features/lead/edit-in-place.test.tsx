import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Lead, Me } from '@/shared/api/types'
import { startI18n, wholeTexts } from '@/shared/i18n'
import { MeContext } from '@/shared/me'
import { ToastProvider } from '@/shared/ui/toast'
import { useEditInPlace } from './edit-in-place'
import { Facts } from './facts'
import { loadEdit } from './kept-edit'

const lead: Lead = {
  id: 'L1', rev: 3, name: '某项目', text: '建设电池壳体', enterprise: { name: '甲公司' }, stage: 'lead', stages: [], owners: [], members: [], contacts: [], history: [],
  ledger: { promise: { investmentWan: 0, startDate: '', completionDate: '', producingDate: '', jobs: 0, outputWan: 0, taxWan: 0, landMu: 0 }, months: [], problems: [] }, industry: '', segment: '', link: '', park: '',
  investmentWan: 3000, landMu: 0, place: '云州区', source: '', owner: 'agent', unit: '', createdBy: 'agent', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
  match: { matched: false, planVersion: '1', facts: {}, parks: [], links: [] },
}
const me = { username: 'agent', mayWriteLeads: true, mayReview: false, role: 'agent' } as Me

const sent: { rev: string | null; body: unknown }[] = []
let there: Lead
let refusal: [number, object] | undefined

beforeAll(() => startI18n().then(wholeTexts))
beforeEach(() => {
  sent.length = 0
  there = lead
  refusal = undefined
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!request.url.includes('/api/leads/')) return json({ items: [], total: 0 })
    if (request.method === 'GET') return json(there)
    const body = (await request.json()) as Partial<Lead>
    sent.push({ rev: request.headers.get('If-Match'), body })
    if (refusal) return json(refusal[1], refusal[0])
    if (request.headers.get('If-Match') !== `"${there.rev}"`) return json({ code: 'conflict', status: 412, detail: '刚被别人改过' }, 412)
    there = { ...there, ...body, rev: there.rev + 1 }
    return json(there)
  })
})
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.unstubAllGlobals()
})

function Shown({ onClash }: { onClash: () => void }) {
  const [now, setNow] = useState(lead)
  const save = useEditInPlace(now, setNow, onClash)
  const kept = async (...args: Parameters<typeof save>) => {
    const said = await save(...args)
    setNow(there)
    return said
  }
  return <Facts lead={now} save={kept} onLatest={() => undefined} />
}

const open = (onClash = () => undefined, as = me) => {
  render(
    <QueryClientProvider client={new QueryClient()}><MemoryRouter><MeContext value={as}><ToastProvider><Shown onClash={onClash} /></ToastProvider></MeContext></MemoryRouter></QueryClientProvider>,
  )
  return userEvent.setup()
}

it('a fact is changed where it stands, upon the revision that was read, and put back from the toast', async () => {
  const user = open()
  await user.click(screen.getByRole('button', { name: '编辑意向地点' }))
  const box = screen.getByRole('textbox', { name: '意向地点' })
  expect(box).toHaveFocus()
  await user.clear(box)
  await user.type(box, '阳高县{Enter}')
  await waitFor(() => expect(sent).toEqual([{ rev: '"3"', body: { place: '阳高县' } }]))
  expect(await screen.findByRole('button', { name: '编辑意向地点' })).toHaveFocus()
  await user.click(await screen.findByRole('button', { name: '撤销' }))
  await waitFor(() => expect(sent[1]).toEqual({ rev: '"4"', body: { place: '云州区' } }))
  expect(await screen.findByText('“意向地点”已改回原来的内容')).toBeInTheDocument()
})

it('Escape leaves it as it was, the same again sends nothing, a bad number is said at the box', async () => {
  const user = open()
  await user.click(screen.getByRole('button', { name: '编辑投资额' }))
  await user.type(screen.getByRole('textbox', { name: '投资额' }), '9{Escape}')
  expect(screen.getByRole('button', { name: '编辑投资额' })).toHaveFocus()
  expect(screen.getByText('3,000 万元')).toBeInTheDocument()
  await user.keyboard('{Enter}{Enter}')
  expect(screen.queryByRole('textbox')).toBeNull()
  await user.click(screen.getByText('3,000 万元')) // a click on the value is enough
  const box = screen.getByRole('textbox', { name: '投资额' })
  await user.clear(box)
  await user.type(box, '很多{Enter}')
  expect(box).toHaveAccessibleDescription(/请写数字/)
  expect(sent).toEqual([])
})

it('a refusal stands at the field', async () => {
  refusal = [422, { code: 'invalid', status: 422, detail: '请检查', errors: [{ location: 'body.place', message: '内容过长，请缩短。' }] }]
  const user = open()
  await user.click(screen.getByRole('button', { name: '编辑意向地点' }))
  await user.type(screen.getByRole('textbox', { name: '意向地点' }), '乡{Enter}')
  expect(await screen.findByText('内容过长，请缩短。')).toBeInTheDocument()
  expect(screen.getByRole('textbox', { name: '意向地点' })).toHaveAttribute('aria-invalid', 'true')
})

it('what others changed in another field stays; the same field is asked in the drawer', async () => {
  const clash = vi.fn()
  const user = open(clash)
  there = { ...lead, rev: 5, source: '平台' }
  await user.click(screen.getByRole('button', { name: '编辑意向地点' }))
  await user.type(screen.getByRole('textbox', { name: '意向地点' }), '东部{Enter}')
  await waitFor(() => expect(sent.map((s) => s.rev)).toEqual(['"3"', '"5"']))
  expect(sent[1]?.body).toEqual({ place: '云州区东部' })
  expect(clash).not.toHaveBeenCalled()

  there = { ...there, rev: 9, place: '浑源县' }
  await user.click(await screen.findByRole('button', { name: '编辑意向地点' }))
  await user.type(screen.getByRole('textbox', { name: '意向地点' }), '南部{Enter}')
  await waitFor(() => expect(clash).toHaveBeenCalledOnce())
  expect(loadEdit('agent', 'L1')?.values.place).toBe('云州区东部南部')
})

it('who may not change the lead sees no pencil', () => {
  open(undefined, { ...me, mayWriteLeads: false })
  expect(screen.queryByRole('button', { name: /^编辑/ })).toBeNull()
  expect(screen.getAllByText('未填写').length).toBeGreaterThan(0)
})
