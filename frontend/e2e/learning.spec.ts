import { test as base, enter, expect, look } from './test'
import { Service } from './service'

/** A service of its own: what is learned here would move other tests' matches, and their reviews would be learned from. */
const test = base.extend<object, { service: Service }>({
  service: [async ({}, use) => { // eslint-disable-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    const service = await Service.start()
    await use(service)
    await service.close()
  }, { scope: 'worker', timeout: 90_000 }],
})

const fits = '拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'
const doubtful = '山西某公司拟建设锂电池负极材料项目，以石墨为原料，产品供储能电站使用，用地50亩'

test('nothing is learned from nobody’s reviews; from ten a version is, switched on and undone', async ({ page, watch }) => {
  test.slow() // learning takes a while on two slow cores
  watch.expectConsole(/status of 422/)
  await enter(page, 'manager')
  await page.goto('/learning')
  await expect(page.getByRole('heading', { level: 1, name: '匹配学习' })).toBeVisible()
  await page.getByRole('button', { name: '从复核中学习' }).click()
  await expect(page.getByRole('alert')).toContainText('还不能学习')
  await expect(page.getByRole('alert')).toContainText(/至少 10 条/)
  await look(page, 'learning-empty')

  for (let i = 0; i < 10; i++) {
    const saved = await page.request.post('/api/leads', { data: { text: `${i % 2 ? fits : doubtful}，第${i}期`, name: `学习 ${i}` }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
    const { id } = await saved.json() as { id: string }
    const done = await page.request.post(`/api/leads/${id}/review`, { data: { decision: 'accept' } })
    expect(done.ok()).toBe(true)
  }
  await page.goto('/learning')
  await page.getByRole('button', { name: '从复核中学习' }).click()
  const model = page.getByRole('list', { name: '版本列表' }).getByRole('article').first()
  await expect(model).toContainText('待启用', { timeout: 150_000 })
  await expect(model).toContainText(/学自 \d+ 条复核过的线索/)
  await expect(model.getByRole('row', { name: /首选正确/ })).toContainText('%')
  await model.getByRole('button', { name: '启用' }).click()
  const dialog = page.getByRole('dialog', { name: '启用这个版本？' })
  await expect(dialog).toContainText(/会有 \d+ 条线索的首选结果改变/)
  await look(page, 'learning-confirm', { fullPage: false })
  await dialog.getByRole('button', { name: '启用' }).click()
  await expect(model).toContainText('使用中')
  await page.getByRole('button', { name: '撤销当前版本' }).click()
  await page.getByRole('dialog', { name: '撤销当前版本？' }).getByRole('button', { name: '撤销当前版本' }).click()
  await expect(model).toContainText('已撤销')
  await expect(page.getByRole('button', { name: '撤销当前版本' })).toHaveCount(0)
  await look(page, 'learning-undone')
})
