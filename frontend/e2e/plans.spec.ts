import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { enter, expect, expectAccessible, guidePicture, look, test } from './test'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const binary = process.env.ZHAOLIAN_BIN ?? at('../../bin/zhaolian')

test('an admin downloads the plan, sends one with faults, tries a right one and takes it back', async ({ page, service }) => {
  test.slow()
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/admin/plans')
  await expect(page.getByRole('heading', { level: 1, name: '规划版本' })).toBeVisible()
  await expect(page.getByRole('list', { name: '全部版本' })).toContainText('现行')
  await guidePicture(page, 'next-plan-versions')

  // The present plan, as it is: its version is taken, and the place of the fault is said.
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载现行规划工作簿' }).click()])
  const chosen = page.locator('input[type=file]')
  const present = test.info().outputPath('present.xlsx')
  await file.saveAs(present)
  await chosen.setInputFiles(present)
  const faults = page.getByRole('region', { name: '错误' })
  await expect(faults).toContainText('规划!A2')
  await expect(faults).toContainText('已经有了')
  await expectAccessible(page)

  // Another city's plan.
  await page.goto('/admin/plans')
  const other = test.info().outputPath('other.xlsx')
  execFileSync(binary, ['plan', 'export', other, '--from', at('../../seeds/testdata/yunlan')])
  await chosen.setInputFiles(other)
  const changes = page.getByRole('region', { name: '与现行规划的差别' })
  await changes.getByRole('button', { name: /^新增/ }).click()
  await expect(changes).toContainText('船用配套 › 船用主机')
  await page.getByRole('button', { name: '试算' }).click()
  await expect(page.getByRole('region', { name: '对线索的影响' })).toContainText('完成，共', { timeout: 30_000 })
  // What else names parts of the plan, and what a person has to decide there.
  const others = page.getByRole('table', { name: '其他记录' })
  await expect(others).toContainText('待决定')
  await page.getByRole('button', { name: /^链|^产业链（链长制）/ }).first().click()
  await expect(others.getByRole('link').first()).toHaveAttribute('href', /chain-leaders/)
  await page.evaluate(() => scrollTo(0, 0))
  await guidePicture(page, 'next-plan-changes')
  await look(page, 'next-plan')
  await page.getByRole('button', { name: '启用' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('启用日期').fill('2099-01-01')
  await dialog.getByRole('button', { name: '启用' }).click()
  await expect(page.getByText('自 2099-01-01 起启用')).toBeVisible()
  await page.getByRole('link', { name: '全部版本' }).click()
  await page.getByRole('button', { name: '撤销启用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销启用' }).click()
  await expect(page.getByText('已撤销')).toBeVisible()
})
