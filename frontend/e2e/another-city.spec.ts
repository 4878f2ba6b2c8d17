import { fileURLToPath } from 'node:url'
import { enter, expect, expectAccessible, test as base } from './test'
import { Service } from './service'

/** The service as a city starts it that the product has never heard of. */
const test = base.extend<object, { service: Service }>({
  service: [async ({}, use) => { // eslint-disable-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    const service = await Service.start(fileURLToPath(new URL('../../seeds/testdata/yunlan', import.meta.url)))
    await use(service)
    await service.close()
  }, { scope: 'worker', timeout: 90_000 }],
})

/** What only the plan that is built in knows. */
const elsewhere = /大同|Datong|一廊一核一带|生物基|平城区|云冈|专栏4-2/

test('with another city’s plan the screens show that city, in both languages', async ({ page, service }) => {
  await enter(page, 'admin', service.adminPassword)
  const shows = async (path: string, ...words: string[]) => {
    await page.goto(path)
    for (const word of words) await expect(page.locator('body')).toContainText(word)
    await expect(page.locator('.ant-skeleton')).toHaveCount(0)
    expect(await page.locator('body').innerText(), path).not.toMatch(elsewhere)
  }
  await shows('/plan', '船用配套')
  await shows('/chains', '船用配套', '茶提取物')
  await shows('/gaps', '水下机器人')
  await shows('/parks', '云澜临港装备园', '未填报')
  await shows('/parks/port', '云澜临港装备园', '东澜区')
  await shows('/indicators', '海洋装备产值')
  await shows('/chain-leaders')
  await shows('/targets')
  await shows('/points')
  await shows('/funds')
  await shows('/ledger?plan=true', '年产300台船用柴油机项目')

  // A lead is written down, matched and counted by that plan.
  await page.goto('/capture')
  await page.getByLabel('粘贴或写下线索').fill('拟投资2亿元在东澜区建设船用柴油机和船用齿轮箱生产线，用地60亩')
  const match = page.getByRole('region', { name: '匹配结果' })
  await expect(match).toContainText('船用主机')
  await expect(match).toContainText('云澜临港装备园')
  expect(await page.locator('body').innerText()).not.toMatch(elsewhere)
  await page.getByRole('button', { name: '保存线索' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const list = (await (await page.request.get('/api/leads')).json()) as { items: { id: string; segment: string }[] }
  expect(list.items[0]?.segment).toBe('船用配套')
  await shows(`/leads/${list.items[0]?.id ?? ''}`, '船用主机')
  await shows('/board')
  await shows('/today')

  await page.evaluate(() => localStorage.setItem('zhaolian.language', 'en'))
  await shows('/parks')
  await shows('/gaps', '水下机器人')
  await expectAccessible(page)
})
