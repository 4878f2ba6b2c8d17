import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

const file = (name: string, rows: string[][]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.map((row) => row.map((v) => `"${v.replaceAll('"', '""')}"`).join(',')).join('\r\n')) })

const ledger = (mark: string) => file(`台账 ${mark}.csv`, [
  ['项目名称', '公司名称', '建设内容', '总投资（亿元）', '联系方式', '领导批示'],
  [`降解塑料 ${mark}`, `甲${mark}新材料有限公司`, '年产6万吨PBAT全生物降解塑料', '3.2', '王总 13800138000', '请跟进'],
  [`岩棉 ${mark}`, `乙${mark}实业有限公司`, '岩棉板', '很多', '', ''],
  [`玄武岩 ${mark}`, `丙${mark}实业有限公司`, '玄武岩纤维', '5000万元', '', ''],
])

const state = (page: Page, words: string) => expect(page.getByRole('heading', { level: 1 })).toContainText(words, { timeout: 30_000 })

test('an agent imports a ledger, corrects what was wrong, and takes it all back', async ({ page }) => {
  await enter(page, 'agent')
  await page.goto('/')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '导入' }).click()
  const template = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载模板' }).click()
  expect((await template).suggestedFilename()).toBe('线索导入模板.xlsx')

  const mark = String(Date.now())
  await page.getByLabel('选择文件').last().setInputFiles(ledger(mark))
  await state(page, '待确认')
  const rows = page.getByRole('list', { name: '各行的结果' })
  await expect(rows.getByRole('listitem').filter({ hasText: '第 3 行' })).toContainText('总投资（亿元）“很多”：看不懂这个金额')
  await expect(page.getByRole('alert')).toContainText('有 1 列不认识，不会导入')
  await expect(page.getByRole('alert')).toContainText('领导批示')
  await page.getByText('列的对应关系').click()
  await expect(page.getByRole('row', { name: /公司名称/ })).toContainText('企业名称')
  await expect(page.getByRole('row', { name: /总投资/ })).toContainText('按亿元')
  await page.getByRole('button', { name: /^有问题/ }).click()
  await expect(page).toHaveURL(/rows=error/)
  await expect(rows.getByText(/^第 \d+ 行$/)).toHaveCount(1)
  const faults = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载需修改的行（1）' }).click()
  expect((await faults).suggestedFilename()).toBe(`台账 ${mark}-需修改.xlsx`)

  await page.getByRole('button', { name: '确认导入 2 行' }).click()
  await state(page, '已导入')
  await expect(page.getByText('写入 2 条线索。')).toBeVisible()
  await page.getByRole('link', { name: '查看线索' }).click()
  await page.getByRole('link', { name: `降解塑料 ${mark}` }).click()
  await expect(page.getByRole('region', { name: '匹配结果' })).toContainText('生物基新材料')
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('导入线索')

  // The same once more: nothing is doubled, and there is nothing to confirm.
  await page.goto('/imports')
  await page.getByLabel('选择文件').last().setInputFiles(ledger(mark))
  await state(page, '待确认')
  await expect(page.getByText('这个文件您已经导入过')).toBeVisible()
  await expect(page.getByText('没有可以导入的行')).toBeVisible()
  await page.getByRole('button', { name: '放弃' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '导入线索' })).toBeVisible()

  const first = page.getByRole('link', { name: `台账 ${mark}.csv` })
  await expect(first).toHaveCount(1) // the one given up is gone
  await first.click()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await state(page, '已撤销')
  await page.goto(`/leads?q=${encodeURIComponent(mark)}`)
  await expect(page.getByRole('heading', { name: '没有符合条件的线索' })).toBeVisible()
})

test('what cannot be read is refused in words', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'agent')
  await page.goto('/imports')
  const input = page.getByLabel('选择文件').last()
  await input.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
  await expect(page.getByRole('alert')).toContainText('请选择一个 .xlsx 或 .csv 文件')
  await input.setInputFiles({ name: '旧.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]) })
  await expect(page.getByRole('alert')).toContainText('另存为')
})

test('the list is taken out as it is shown', async ({ page }) => {
  await enter(page, 'manager')
  await page.goto('/leads?sort=-investmentWan&q=PBAT')
  await page.getByRole('button', { name: '导出线索' }).click()
  const taken = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV：表格所示的列' }).click()
  const done = await taken
  expect(done.suggestedFilename()).toMatch(/^线索-\d{8}-\d{4}\.csv$/)
  const raw = readFileSync(await done.path(), 'utf8')
  expect(raw.startsWith('\uFEFF'), 'Excel reads it as UTF-8 by its mark').toBe(true)
  const lines = raw.trim().split('\r\n')
  expect(lines[0]).toBe('项目名称,企业名称,阶段,细分领域 › 环节,园区,投资额（万元）,负责人姓名,更新时间')
  const total = Number(/\d+/.exec(await page.locator('.page-head .quiet').innerText())?.[0])
  expect(lines).toHaveLength(total + 1)
})

test('a leader does not import', async ({ page }) => {
  await enter(page, 'leader')
  await page.goto('/imports')
  await expect(page.getByRole('heading', { name: '导入由招商专员和项目管理人员完成' })).toBeVisible()
})

const words = { zh: { language: 'zh-CN', title: '导入线索', ready: '待确认', undone: '已撤销', done: '已导入', confirm: /^确认导入/, undo: '撤销这次导入' }, en: { language: 'en', title: 'Import leads', ready: 'To be confirmed', undone: 'Undone', done: 'Imported', confirm: /^Import \d/, undo: 'Undo this import' } } as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })

      test('imports', async ({ page, watch }) => {
        watch.expectConsole(/status of 404/)
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
        await enter(page, 'agent')
        await page.goto('/imports')
        await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
        await look(page, 'imports')
        const mark = `${language}${width}`
        await page.locator('input[type=file]').setInputFiles(ledger(mark))
        await state(page, say.ready)
        await page.locator('details summary').click()
        await look(page, 'import-ready')
        await page.getByRole('button', { name: say.confirm }).click()
        await state(page, say.done)
        await look(page, 'import-done')
        await page.getByRole('button', { name: say.undo }).click()
        await page.getByRole('dialog').getByRole('button', { name: say.undo }).click()
        await state(page, say.undone)
        await look(page, 'import-undone')
        await page.goto('/imports')
        await expect(page.locator('.import-list')).toBeVisible()
        await look(page, 'imports-history')
        await page.goto('/imports/none')
        await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
        await look(page, 'import-missing')
      })
    })
  }
}
