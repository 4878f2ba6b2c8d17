import type { Page } from '@playwright/test'
import { enter, expect, expectAccessible, guidePicture, look, pictured, test } from './test'

async function write(page: Page, name: string, more: object = {}) {
  const made = await page.request.post('/api/leads', { data: { text: '年产6万吨PBAT全生物降解塑料，投资3.2亿元', name, ...more } })
  expect(made.status()).toBe(201)
  return ((await made.json()) as { id: string }).id
}

const bar = (page: Page) => page.getByRole('region', { name: '已选线索的操作' })
const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `选择 ${name}` })
const column = (page: Page, stage: string) => page.getByRole('region', { name: stage, exact: true })

test('many leads are chosen, previewed, handed over, and taken back', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'agent')
  for (const i of [1, 2, 3]) await write(page, `批量晋材${i}`)
  await page.goto(`/leads?q=${encodeURIComponent('批量晋材')}`)
  await expect(page.getByText('共 3 条')).toBeVisible()
  await choose(page, '批量晋材1').check()
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await expect(bar(page)).toContainText('已选 3 条')
  await choose(page, '批量晋材3').uncheck()
  await bar(page).getByRole('button', { name: '选择符合条件的全部 3 条' }).click()
  await expect(bar(page)).toContainText('已选 3 条')

  // Somebody changes one after it was looked at: it is left alone, and named.
  await bar(page).getByRole('button', { name: '转交' }).click()
  const dialog = page.getByRole('dialog', { name: '转交 3 条线索' })
  await dialog.getByRole('button', { name: '预览' }).click()
  await expect(dialog.getByRole('combobox', { name: '交给谁' })).toHaveAccessibleDescription(/请选择交给谁/)
  await dialog.getByRole('combobox', { name: '交给谁' }).fill('manager')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('原因').fill('换岗')
  await dialog.getByRole('button', { name: '预览' }).click()
  await expect(dialog).toContainText('将改动 3 条')
  await expectAccessible(page)
  await guidePicture(page, 'leads-bulk')
  const found = (await (await page.request.get(`/api/leads?q=${encodeURIComponent('批量晋材2')}`)).json()) as { items: { id: string; name: string; rev: number }[] }
  const lead = found.items.find((one) => one.name === '批量晋材2')!
  expect((await page.request.patch(`/api/leads/${lead.id}`, { data: { place: '平城区' }, headers: { 'If-Match': `"${lead.rev}"` } })).ok()).toBe(true)
  await dialog.getByRole('button', { name: '执行（3 条）' }).click()
  await expect(dialog).toContainText('没有改动的（1）')
  await expect(dialog).toContainText('改过这条线索')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(page.getByRole('row', { name: /批量晋材1/ })).not.toContainText('演示专员')
  await page.getByRole('region', { name: '撤销' }).getByRole('button', { name: '撤销' }).click()
  await expect(page.getByText('已撤销 2 条')).toBeVisible()
  await expect(page.getByRole('row', { name: /批量晋材1/ })).toContainText('演示专员')

  // What is chosen is what comes out, in the columns that are seen.
  await choose(page, '批量晋材1').check()
  const download = page.waitForEvent('download')
  await bar(page).getByRole('button', { name: '导出所选' }).click()
  await bar(page).getByRole('button', { name: /^CSV/ }).click()
  const file = await (await download).createReadStream()
  const text = (await file.toArray()).join('')
  expect(text).toContain('批量晋材1')
  expect(text).not.toContain('批量晋材3')
  expect(text).toContain('演示专员')
})

test('a card is dragged to another stage, put back by cancelling, and moved by keyboard alone', async ({ page }) => {
  await enter(page, 'agent')
  await write(page, '看板晋材')
  await page.goto(`/leads?q=${encodeURIComponent('看板晋材')}`)
  await page.getByText('看板', { exact: true }).click()
  await expect(page).toHaveURL(/as=board/)
  const card = column(page, '线索').getByRole('listitem').filter({ hasText: '看板晋材' })
  const from = (await card.boundingBox())!
  const to = (await column(page, '签约').boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 3 })
  await page.mouse.move(to.x + to.width / 2, to.y + 30, { steps: 5 })
  await expect(column(page, '签约')).toContainText('移到“签约”')
  await page.mouse.up()
  const form = page.getByRole('dialog', { name: '变更阶段' })
  await expect(form.getByLabel('变为')).toHaveValue('signed')
  await expect(form).toContainText('佐证')
  await form.getByRole('button', { name: '取消' }).last().click()
  await expect(form).toBeHidden()
  await expect(column(page, '线索')).toContainText('看板晋材')
  await expect(page).toHaveURL(/as=board/)

  await page.getByRole('button', { name: '移动 看板晋材' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: '洽谈' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: '洽谈' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('变为')).toHaveValue('negotiating')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(column(page, '洽谈')).toContainText('看板晋材')
  await expect(column(page, '洽谈')).toContainText('1 条')
  await page.reload()
  await expect(column(page, '洽谈')).toContainText('看板晋材')
})

test('the calendar tells what is due, day by day, with the days that are worked', async ({ page }) => {
  await enter(page, 'agent')
  const id = await write(page, '日历晋材')
  const lead = await page.request.get(`/api/leads/${id}`)
  const promise = { startDate: '2026-10-10', completionDate: '2026-10-14' }
  expect((await page.request.put(`/api/leads/${id}/promise`, { data: promise, headers: { 'If-Match': lead.headers().etag! } })).ok()).toBe(true)
  await page.goto(`/leads?q=${encodeURIComponent('日历晋材')}&as=calendar&month=2026-10`)
  const grid = page.getByRole('table', { name: '到期日历' })
  await expect(page.getByRole('heading', { name: '2026 年 10 月' })).toBeVisible()
  await expect(grid.getByRole('cell', { name: /国庆/ }).first()).toBeVisible()
  await expect(grid.getByRole('cell', { name: /班/ }).filter({ hasText: '计划开工' })).toContainText('日历晋材')
  await grid.getByRole('button', { name: '2026-10-14，1 项到期' }).click()
  const day = page.getByRole('dialog', { name: '2026-10-14 到期事项' })
  await expect(day).toContainText('计划竣工')
  await expect(day.getByRole('link', { name: '日历晋材' })).toBeVisible()
  await expectAccessible(page)
  await day.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '下个月' }).click()
  await expect(page).toHaveURL(/month=2026-11|as=calendar$/)
  await expect(page.getByRole('heading', { name: '2026 年 11 月' })).toBeVisible()
})

for (const [language, width] of [['zh', 1280], ['en', 375], ['zh', 375], ['en', 1280], ['zh', 1920], ['en', 1920]] as const) {
  if (!pictured(language, String(width))) continue
  test.describe(`${language} ${width}`, () => {
    test.use({ viewport: { width, height: width === 375 ? 812 : 900 } })
    test(`board, calendar and choice look right, ${language} ${width}`, async ({ page }) => {
      if (language === 'en') await page.addInitScript(() => localStorage.setItem('zhaolian.language', 'en'))
      await enter(page, 'manager')
      for (const as of ['table', 'board', 'calendar']) {
        await page.goto(`/leads?view=all&as=${as}`)
        await expect(as === 'board' ? page.locator('.board-card').first() : as === 'calendar' ? page.locator('.due-month, .agenda, .nothing').first() : page.locator('.lead-cards, table').first()).toBeVisible()
        if (as === 'table') {
          if (width === 375) await page.getByRole('button', { name: language === 'zh' ? '选择' : 'Choose', exact: true }).click()
          for (const n of [1, 2]) await page.getByRole('checkbox').nth(n).check()
          await expect(page.locator('.bulk-bar')).toBeVisible()
        }
        await look(page, `leads-${as}`, { fullPage: as !== 'table' })
        if (language === 'zh' && width === 1280 && as !== 'table') await guidePicture(page, `leads-${as}`)
      }
    })
  })
}
