import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

const fits = '拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'
const doubtful = '山西某公司拟建设锂电池负极材料项目，以石墨为原料，产品供储能电站使用，用地50亩'

async function write(page: Page, name: string, text: string) {
  const saved = await page.request.post('/api/leads', { data: { text, name }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
  expect(saved.ok()).toBe(true)
  return ((await saved.json()) as { id: string }).id
}

const section = (page: Page) => page.getByRole('region', { name: '复核' })
const history = (page: Page) => page.getByRole('region', { name: '修改记录' })

test('a manager accepts, changes and refuses; an agent sees it and decides nothing', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'manager')
  const id = await write(page, '复核的项目', fits)
  await page.goto(`/leads/${id}`)
  await page.getByRole('radio', { name: /^接受/ }).check()
  await page.getByRole('button', { name: '提交复核' }).click()
  await expect(section(page)).toContainText('接受匹配结果')
  await expect(section(page)).toContainText(/由 演示科长 于 .* 复核/)
  await expect(history(page)).toContainText('复核：接受匹配结果')

  await page.getByRole('button', { name: '重新复核' }).click()
  await page.getByRole('radio', { name: /^改为/ }).check()
  await page.getByRole('button', { name: '提交复核' }).click()
  await expect(page.getByRole('combobox', { name: '细分领域' })).toHaveAccessibleDescription(/请选择正确的细分领域或园区/)
  await expect(page.getByRole('textbox', { name: '理由' })).toHaveAccessibleDescription(/请写明理由/)
  await page.getByRole('combobox', { name: '细分领域' }).selectOption('高端碳基新材料')
  await section(page).getByRole('combobox', { name: '园区' }).selectOption('阳高龙泉工业园区')
  await page.getByRole('textbox', { name: '理由' }).fill('主要做碳材料')
  await page.getByRole('button', { name: '提交复核' }).click()
  await expect(section(page)).toContainText('高端碳基新材料 · 阳高龙泉工业园区')
  await expect(section(page)).toContainText('主要做碳材料')

  await page.getByRole('button', { name: '重新复核' }).click()
  await page.getByRole('radio', { name: /^不在规划范围/ }).check()
  await page.getByRole('textbox', { name: '理由' }).fill('只做贸易')
  await page.getByRole('button', { name: '提交复核' }).click()
  await expect(section(page)).toContainText('认定不在规划范围')
  await expect(history(page)).toContainText('归属由“高端碳基新材料 阳高龙泉工业园区”改为“不在规划范围”')

  await enter(page, 'agent')
  await page.goto(`/leads/${id}`)
  await expect(section(page)).toContainText('只做贸易')
  await expect(page.getByRole('button', { name: '重新复核' })).toHaveCount(0)
  await expect(page.getByRole('radio')).toHaveCount(0)
  await page.goto('/leads')
  await expect(page.getByRole('row').filter({ hasText: '复核的项目' })).toContainText('已复核')
  await expect(page.getByRole('link', { name: '匹配学习' })).toHaveCount(0)
  await page.goto('/learning')
  await expect(page.getByRole('heading', { name: '这个页面供项目管理人员使用' })).toBeVisible()
})

test('two people at once: the second review is not lost and not silent', async ({ page, watch }) => {
  watch.expectConsole(/status of 412/)
  await enter(page, 'manager')
  const id = await write(page, '两人复核', doubtful)
  await page.goto(`/leads/${id}`)
  await page.getByRole('radio', { name: /^接受/ }).check()
  const other = await page.request.post(`/api/leads/${id}/review`, { data: { decision: 'refuse', reason: '另一位的决定' } })
  expect(other.ok()).toBe(true)
  await page.getByRole('button', { name: '提交复核' }).click()
  await expect(page.getByRole('alert')).toContainText('别人刚刚复核：认定不在规划范围')
  await page.getByRole('button', { name: '仍提交我的复核' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(history(page)).toContainText('复核：接受匹配结果')
})

test('the candidates of a link and a park show a lead just written', async ({ page }) => {
  await enter(page, 'agent')
  await page.goto('/plan')
  const button = page.getByRole('button', { name: '谁适合这个环节：全生物降解树脂' })
  await expect(button).toBeVisible()
  const name = `人选项目 ${Date.now()}`
  await write(page, name, fits)
  await button.click()
  const drawer = page.getByRole('dialog', { name: /谁适合这个环节/ })
  await expect(drawer.getByRole('listitem').filter({ hasText: name })).toContainText('匹配度')
  await drawer.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.goto('/parks')
  await page.getByRole('button', { name: '谁适合这个园区：生物基新材料（中国）产业园' }).click()
  await expect(page.getByRole('dialog', { name: /谁适合这个园区/ }).getByRole('link', { name })).toBeVisible()
})

const words = {
  zh: { language: 'zh-CN', review: '复核', change: /^改为/, who: /谁适合这个环节：/ },
  en: { language: 'en', review: 'Review', change: /^Change to/, who: /Who fits this link: / },
} as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })

      test('review and candidates', async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
        await enter(page, 'manager')
        const id = await write(page, `画面 ${language} ${width}`, doubtful)
        await page.goto(`/leads/${id}`)
        await page.getByRole('region', { name: say.review }).getByRole('radio', { name: say.change }).check()
        await look(page, 'review')
        await page.goto('/plan')
        await page.getByRole('button', { name: say.who }).first().click()
        await expect(page.getByRole('dialog', { name: say.who }).getByRole('heading').first()).toBeVisible()
        await look(page, 'candidates')
      })
    })
  }
}
