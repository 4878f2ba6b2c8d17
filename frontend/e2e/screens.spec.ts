import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

const fits = '山西某生物材料有限公司拟投资3.2亿元在云州区建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'
const fitsNothing = '拟在古城墙下开一家老火锅店'

const words = {
  zh: { language: 'zh-CN', text: '粘贴或写下线索', match: '匹配结果', noFit: '不在规划范围', edit: '修改', leads: '线索', plan: '产业链', signIn: '登录', missing: '没有找到这条线索', capture: '写线索' },
  en: { language: 'en', text: 'Paste or write down the lead', match: 'Match', noFit: 'Outside the plan', edit: 'Edit', leads: 'Leads', plan: 'Industry chains', signIn: 'Sign in', missing: 'There is no such lead', capture: 'Write a lead' },
} as const

const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })

      test.beforeEach(async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
      })

      test.afterEach(async ({ page }) => expect(page.locator('html')).toHaveAttribute('lang', say.language))
      const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()

      test('sign-in', async ({ page }) => {
        await page.goto('/sign-in')
        await expect(page.getByRole('button', { name: say.signIn })).toBeVisible()
        await look(page, 'sign-in')
      })

      test('capture: empty, fitting, fitting nothing', async ({ page }) => {
        await enter(page, 'agent')
        await page.goto('/capture')
        await heading(page, say.capture)
        await look(page, 'capture-empty')
        await page.getByLabel(say.text).fill(fits)
        await expect(page.getByRole('region', { name: say.match })).toContainText('生物基新材料')
        const others = page.getByRole('region', { name: say.match }).locator('summary')
        if (await others.count()) await others.click() // there is not always a second choice
        await look(page, 'capture-fits')
        await page.getByLabel(say.text).fill(fitsNothing)
        await expect(page.getByRole('heading', { name: say.noFit })).toBeVisible()
        await expect(page.getByRole('alert')).toHaveCount(0) // which is no fault of the writer's
        await look(page, 'capture-fits-nothing')
      })

      test('leads: filled, empty', async ({ page }) => {
        await enter(page, 'agent')
        await page.goto('/leads')
        await heading(page, say.leads)
        await expect(page.locator('main').getByRole('link').nth(1)).toBeVisible()
        await look(page, 'leads')
        await page.goto('/leads?q=zzzzqqqq')
        await heading(page, say.leads)
        await expect(page.locator('main').getByRole('heading', { level: 2 })).toBeVisible()
        await look(page, 'leads-none')
      })

      test('a lead’s form, and no such lead', async ({ page, watch }) => {
        watch.expectConsole(/status of 404/)
        await enter(page, 'agent')
        const saved = await page.request.post('/api/leads', { data: { text: fits, source: '以商招商' } , headers: { 'Idempotency-Key': `screens-${language}-${width}` } })
        const { id } = (await saved.json()) as { id: string }
        await page.goto(`/leads/${id}`)
        await expect(page.getByRole('region', { name: say.match })).toBeVisible()
        await page.getByRole('button', { name: say.edit, exact: true }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await look(page, 'lead-edit')
        await page.goto('/leads/there-is-none')
        await expect(page.getByRole('heading', { name: say.missing })).toBeVisible()
        await look(page, 'lead-missing')
      })

      test('plan', async ({ page }) => {
        await enter(page, 'leader')
        await page.goto('/plan')
        await heading(page, say.plan)
        await expect(page.locator('main').getByText('生物基新材料').first()).toBeVisible()
        await look(page, 'plan')
      })
    })
  }
}

test('the description of the API is readable, from this host only', async ({ page }) => {
  await page.goto('/docs')
  await expect(page.getByText('/api/account').first()).toBeVisible() // calls are drawn as one scrolls to them
  await expect(page.getByRole('heading', { level: 1, name: '招链' })).toBeVisible()
})
