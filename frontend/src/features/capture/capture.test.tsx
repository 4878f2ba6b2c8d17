import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Match, Me } from '@/shared/api/types'
import { startI18n, wholeTexts } from '@/shared/i18n'
import { MeContext } from '@/shared/me'
import { Component } from './capture'

const me: Me = { username: 'wang', name: '王敏', role: 'agent', unit: '招商一科', mayWriteLeads: true, mayReview: false, mayAdminister: false, demo: false }

const matchOf = (text: string): Match => ({
  matched: false, planVersion: '1', links: [], parks: [],
  facts: text.includes('亿') ? { investmentWan: Number(/([\d.]+)亿/.exec(text)?.[1]) * 1e4 } : {},
  refusal: { zh: '规划没有这个行业。', en: 'No such trade.', evidence: [] },
})

const asked: { text: string; signal: AbortSignal; answer: () => void }[] = []
const saved: { key: string | null; body: unknown }[] = []
let refusal: object | undefined

beforeAll(async () => {
  await startI18n()
  await wholeTexts()
})

beforeEach(() => {
  asked.length = saved.length = 0
  refusal = undefined
  localStorage.clear()
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname
    const text = await request.text()
    if (path === '/api/match') {
      const body = JSON.parse(text) as { text: string }
      return new Promise<Response>((resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(new DOMException('superseded', 'AbortError')))
        asked.push({ text: body.text, signal: request.signal, answer: () => resolve(json(matchOf(body.text))) })
      })
    }
    if (path === '/api/leads') {
      saved.push({ key: request.headers.get('Idempotency-Key'), body: JSON.parse(text) })
      return refusal ? json(refusal, 422) : json({ id: 'L1', rev: 1 }, 201)
    }
    return json({ items: [], total: 0 })
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open() {
  const router = createMemoryRouter([{ path: '/capture', Component }, { path: '/leads/:id', element: <h1>这条线索</h1> }], { initialEntries: ['/capture'] })
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MeContext value={me}><RouterProvider router={router} /></MeContext>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

const text = () => screen.getByLabelText('粘贴或写下线索')
const money = () => screen.getByRole('textbox', { name: '投资额' })
const nth = async (n: number) => {
  await waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(n))
  return asked[n - 1]!
}

it('fills what was not typed, aborts a superseded question, and keeps the last answer meanwhile', async () => {
  const user = open()
  await user.type(text(), '投资2亿')
  ;(await nth(1)).answer()
  await waitFor(() => expect(money()).toHaveValue('20000'))
  expect(asked.map((a) => a.text)).toEqual(['投资2亿']) // one question, not one for each letter

  await user.type(text(), '元')
  const superseded = await nth(2)
  await user.clear(text())
  await user.type(text(), '投资5亿元')
  const last = await nth(3)
  expect(superseded.signal.aborted).toBe(true)
  expect(money()).toHaveValue('20000')
  last.answer()
  await waitFor(() => expect(money()).toHaveValue('50000'))

  await user.clear(money())
  await user.type(money(), '3亿')
  await user.type(text(), '！')
  ;(await nth(4)).answer()
  await waitFor(() => expect(screen.getByRole('button', { name: '投资额改回正文里的值' })).toBeInTheDocument())
  expect(money()).toHaveValue('30000')
  await user.click(screen.getByRole('button', { name: '投资额改回正文里的值' }))
  expect(money()).toHaveValue('50000')
})

it('a draft saved again after a refusal carries the same key, and is gone once saved', async () => {
  refusal = { type: 'urn:zhaolian:invalid', title: 'x', status: 422, code: 'invalid', detail: '请核对。', errors: [{ location: 'body.enterprise.creditCode', message: '请核对 18 位代码。' }] }
  const user = open()
  await user.type(text(), '某项目')
  await user.type(screen.getByRole('textbox', { name: '统一社会信用代码' }), '12')
  await user.keyboard('{Control>}{Enter}{/Control}')
  const code = screen.getByRole('textbox', { name: '统一社会信用代码' })
  await waitFor(() => expect(code).toHaveAccessibleDescription('请核对 18 位代码。'))
  expect(code).toHaveFocus()
  expect(screen.queryByRole('alert')).toBeNull()

  refusal = undefined
  await user.clear(code)
  expect(localStorage.getItem('zhaolian.draft.wang')).toContain('某项目')
  await user.click(screen.getByRole('button', { name: '保存线索' }))
  expect(await screen.findByRole('heading', { name: '这条线索' })).toBeInTheDocument()
  expect(localStorage.getItem('zhaolian.draft.wang')).toBeNull()
  expect(saved.map((s) => s.body)).toEqual([{ text: '某项目', enterprise: { creditCode: '12' } }, { text: '某项目' }])
  expect(saved[0]!.key).toMatch(/^[0-9a-f-]{36}$/)
  expect(saved[1]!.key).toBe(saved[0]!.key)
})

it('nothing is sent without a text, or with an amount that is no number', async () => {
  const user = open()
  await user.type(money(), '约三亿')
  await user.click(screen.getByRole('button', { name: '保存线索' }))
  expect(text()).toHaveAccessibleDescription('请写下线索内容')
  expect(text()).toHaveFocus()
  expect(money()).toBeInvalid()
  expect(saved).toEqual([])
})
