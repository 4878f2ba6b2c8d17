import type { Page } from '@playwright/test'
import { arrived, enter, expect, expectAccessible, look, test } from './test'

const chip = (page: Page, name: string | RegExp) => page.getByRole('group', { name: '视图' }).getByRole('button', { name })
const rows = (page: Page) => page.getByRole('table').getByRole('row')
/** The heads of the columns; the first is the box that chooses all. */
const heads = async (page: Page) => (await page.getByRole('columnheader').allInnerTexts()).slice(1)

async function write(page: Page, lead: object) {
  const made = await page.request.post('/api/leads', { data: lead })
  expect(made.status()).toBe(201)
  return (await made.json()) as { id: string; rev: number }
}

test('one box finds by piece of a word, initials, pinyin, credit code and Latin code', async ({ page }) => {
  await enter(page, 'agent')
  await write(page, { text: '年产2万吨PBAT改性料', name: '寻得塑料', enterprise: { name: '山西京沪同产业发展有限公司', creditCode: '91350100M000100Y43' } })
  await page.goto('/leads?view=all')
  for (const words of ['京沪同', '沪', 'JHT', 'jinghutong', '91350100m0001', '100y43', 'pbat', 'bat', 'ＰＢＡＴ']) {
    await page.getByLabel('搜索线索').fill(words)
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words)}`.replace(/[.*+]/g, '\\$&')))
    await expect(page.getByRole('link', { name: '寻得塑料' })).toBeVisible()
  }
  await page.getByLabel('搜索线索').fill('没有这样的词啊')
  await expect(page.getByRole('heading', { name: '没有符合条件的线索' })).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).last().click()
  await expect(page.getByLabel('搜索线索')).toHaveValue('')
})

test('filters count, combine, stand in the address and can be taken off one by one', async ({ page }) => {
  await enter(page, 'agent')
  await write(page, { text: '岩棉板，投资8000万元', name: '筛选岩棉', source: '平台, 展会' })
  await page.goto('/leads?view=all')
  await expect(page.getByText(/投资额合计/)).toBeVisible()
  await page.getByRole('combobox', { name: '产业', exact: true }).click()
  const option = page.locator('.ant-select-item-option').first()
  const count = Number(/（(\d+)）/.exec((await option.getAttribute('title')) ?? (await option.innerText()))?.[1])
  await option.click()
  await page.keyboard.press('Escape')
  await expect(page.getByText(`共 ${count} 条`)).toBeVisible()

  await page.getByRole('button', { name: /更多筛选/ }).click()
  await page.getByRole('combobox', { name: '来源' }).click()
  await page.locator('.ant-select-item-option', { hasText: '演示数据' }).last().click()
  await page.keyboard.press('Escape')
  await page.getByLabel('最低投资额').fill('1亿')
  await page.getByLabel('最低投资额').press('Enter')
  await expect(page).toHaveURL(/minInvestmentWan=10000/)
  await expect(page).toHaveURL(/source=/)
  await expectAccessible(page)
  await page.getByRole('button', { name: '收起', exact: true }).click()
  await page.getByRole('button', { name: '去掉筛选：投资额：不低于 1 亿元' }).click()
  await expect(page).not.toHaveURL(/minInvestmentWan/)
  await page.goBack()
  await expect(page).toHaveURL(/minInvestmentWan=10000/)

  await page.goto(`/leads?source=${encodeURIComponent('平台, 展会')}`)
  await expect(page.getByText('共 1 条')).toBeVisible()
  await expect(page.getByRole('link', { name: '筛选岩棉' })).toBeVisible()
})

test('a view is saved, opened first, changed, shared with the unit, and deleted', async ({ page, browser, service, watch }) => {
  watch.expectConsole(/status of 409/)
  await enter(page, 'agent')
  await page.goto('/leads?view=all')
  await page.getByLabel('搜索线索').fill('项目')
  await expect(page).toHaveURL(/q=/)

  // Columns: one more, one less, another order.
  await page.getByRole('button', { name: '列', exact: true }).click()
  await page.getByRole('checkbox', { name: '单位', exact: true }).check()
  await page.getByRole('checkbox', { name: '园区', exact: true }).uncheck()
  await page.getByRole('button', { name: '企业上移' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/columns=enterprise%2Cname/)
  expect((await heads(page)).map((head) => head.trim()).slice(0, 2)).toEqual(['企业', '项目名称'])
  const edge = page.getByRole('separator', { name: '企业列宽' })
  const before = Number(await edge.getAttribute('aria-valuenow'))
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16))

  await page.getByRole('button', { name: '另存为视图' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('我的项目')
  await page.getByLabel('打开线索列表时先显示它').check()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(chip(page, '我的项目')).toHaveAttribute('aria-pressed', 'true')
  await expect(page).toHaveURL(/view=/)
  await expect(page).not.toHaveURL(/columns=/)

  // Opened by its address alone, and again from the menu.
  await page.goto('/leads')
  await expect(chip(page, '我的项目')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByLabel('搜索线索')).toHaveValue('项目')
  await expect.poll(async () => (await heads(page)).map((head) => head.trim())).toContain('单位')
  await expect(page.getByRole('separator', { name: '企业列宽' })).toHaveAttribute('aria-valuenow', String(before + 16))
  await chip(page, '全部线索').click()
  await expect(page).toHaveURL(/view=all/)

  // A change can be undone or kept.
  await chip(page, '我的项目').click()
  await rows(page).first().getByText('投资额').click()
  await expect(chip(page, /我的项目.*已改动/)).toBeVisible()
  await page.getByRole('button', { name: '还原' }).click()
  await expect(page.getByText('已改动')).toHaveCount(0)
  await rows(page).first().getByText('投资额').click()
  await page.getByRole('button', { name: '保存改动' }).click()
  await expect(page.getByText('已改动')).toHaveCount(0)
  await expect(page).toHaveURL(/sort=investmentWan/)

  // Two of one name are refused at the box.
  await page.getByRole('button', { name: '另存为视图' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('我的项目')
  const refused = page.waitForResponse((r) => r.url().endsWith('/api/views') && r.status() === 409)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await refused
  await expect(page.getByText('已有同名视图')).toBeVisible()
  await page.getByRole('button', { name: '取消' }).click()

  // Shared: a manager of the unit has it and may change it.
  await page.getByRole('button', { name: '视图设置' }).click()
  await page.getByLabel(/本单位（/).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const other = await browser.newContext({ baseURL: service.url })
  const manager = await other.newPage()
  await enter(manager, 'manager')
  await manager.goto('/leads')
  await expect(chip(manager, /我的项目/)).toHaveAttribute('aria-pressed', 'true')
  await manager.getByRole('button', { name: '视图设置' }).click()
  await expect(manager.getByText('由 演示专员 建立')).toBeVisible()
  await arrived(manager)
  await manager.getByRole('button', { name: '删除视图' }).click()
  const question = manager.getByRole('dialog', { name: '删除视图“我的项目”？' })
  await question.getByRole('button', { name: '删除视图' }).click()
  await expect(manager.getByText('视图已删除')).toBeVisible()
  await expect(question).toHaveCount(0)
  await expect(chip(manager, /我的项目/)).toHaveCount(0)
  await expect(manager).not.toHaveURL(/view=/)
  await other.close()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 812 } })

  test('cards, views to swipe, filters to open', async ({ page }) => {
    await enter(page, 'agent')
    await page.goto('/leads?view=all')
    await expect(page.getByRole('list', { name: '线索列表' })).toBeVisible()
    await page.getByRole('button', { name: '筛选' }).click()
    await page.getByRole('button', { name: /更多筛选/ }).click()
    await page.getByRole('combobox', { name: '更新时间' }).click()
    await page.locator('.ant-select-item-option', { hasText: '近 7 天' }).click()
    await expect(page).toHaveURL(/updatedWithin=7/)
    await look(page, 'finding')
    await chip(page, '公海').click()
    await expect(page).toHaveURL(/pool=true/)
  })
})
