import { enter, expect, signIn, test } from './test'

const text = '拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'

test('a wrong password is refused in words, and the right one leads to the page asked for', async ({ page }) => {
  await page.goto('/parks')
  await expect(page.getByRole('heading', { name: '招链' })).toBeVisible()
  await signIn(page, 'agent', 'not-the-password')
  await expect(page.getByRole('alert')).toContainText('登录名或密码不正确')
  await signIn(page, 'agent')
  await expect(page.getByRole('heading', { level: 1, name: '园区' })).toBeVisible()
})

test('an agent writes a lead down, sees where it fits, and finds it after a restart', async ({ page, service, watch }) => {
  watch.expectConsole(/ERR_CONNECTION_REFUSED/) // while the service is down
  await page.goto('/')
  await signIn(page, 'agent')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '写线索' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '写线索' })).toBeVisible()

  await page.getByLabel('粘贴或写下线索').fill(text)
  const match = page.getByRole('region', { name: '匹配结果' })
  await expect(match).toContainText('新材料 › 生物基新材料')
  const park = match.getByRole('listitem').filter({ hasText: '生物基新材料（中国）产业园' }).first()
  await expect(park.getByRole('list', { name: '理由' }).getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('region', { name: '读出的依据' }).locator('mark', { hasText: 'PBAT' }).first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: '投资额' })).toHaveValue('32000')
  await expect(page.getByRole('textbox', { name: '用地' })).toHaveValue('105')

  // What he types himself stays, whatever is read later; and the draft outlives a reload.
  await page.getByRole('textbox', { name: '用地' }).fill('110')
  await page.getByLabel('粘贴或写下线索').fill(`${text}，预计三年建成`)
  await expect(page.getByRole('region', { name: '读出的依据' })).toContainText('预计三年建成')
  await expect(page.getByRole('textbox', { name: '用地' })).toHaveValue('110')
  await page.reload()
  await expect(page.getByLabel('粘贴或写下线索')).toHaveValue(`${text}，预计三年建成`)
  await page.getByRole('button', { name: '用地改回正文里的值' }).click()
  await expect(page.getByRole('textbox', { name: '用地' })).toHaveValue('105')

  const title = `降解塑料项目 ${Date.now()}`
  await page.getByLabel('项目名称').fill(title)
  await page.getByLabel('粘贴或写下线索').focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('线索已保存')).toBeVisible()
  await expect(page.getByText('3.2 亿元').first()).toBeVisible()

  await service.restart()
  await page.goto('/leads')
  for (const words of ['pbat', '降解', 'swjxcl']) {
    await page.getByRole('searchbox', { name: '搜索线索' }).fill(words)
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words)}`))
    await expect(page.getByRole('link', { name: title })).toBeVisible()
  }
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('region', { name: '线索原文' }).locator('mark', { hasText: 'PBAT' }).first()).toBeVisible()

  await page.goto('/capture')
  await expect(page.getByLabel('粘贴或写下线索')).toHaveValue('')
})

test('a refused value is shown at its field', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'agent')
  await page.goto('/capture')
  await page.getByLabel('粘贴或写下线索').fill(text)
  await page.getByLabel('统一社会信用代码').fill('123')
  await page.getByRole('button', { name: '保存线索' }).click()
  await expect(page.getByLabel('统一社会信用代码')).toHaveAccessibleDescription(/统一社会信用代码不正确/)
  await expect(page.getByLabel('统一社会信用代码')).toBeFocused()
})

test('a leader reads and does not write', async ({ page }) => {
  await enter(page, 'leader')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: '线索' })).toBeVisible()
  const menu = page.getByRole('navigation', { name: '主导航' })
  await expect(menu.getByRole('link', { name: '产业链', exact: true })).toBeVisible()
  await expect(menu.getByRole('link', { name: '写线索' })).toHaveCount(0)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('region', { name: '匹配结果' })).toBeVisible()
  await expect(page.getByRole('button', { name: '修改' })).toHaveCount(0)
  await page.goto('/capture')
  await expect(page.getByRole('heading', { name: '您的角色只能查看' })).toBeVisible()
})

test('what the list shows stands in its address', async ({ page }) => {
  await enter(page, 'manager')
  await page.goto('/leads?sort=-investmentWan&pageSize=50')
  await expect(page.getByRole('columnheader', { name: '投资额' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('columnheader', { name: '更新时间' }).click()
  await expect(page).toHaveURL(/sort=updatedAt/)
  await page.goBack()
  await expect(page).toHaveURL(/sort=-investmentWan/)
})

test('a session that ended leads to the sign-in and back', async ({ page }) => {
  await enter(page, 'agent')
  await page.goto('/plan')
  // The page has all it asks for before the session ends: what is missing then is only the next page.
  await expect(page.getByRole('cell', { name: '全生物降解树脂' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.context().clearCookies()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '线索', exact: true }).click()
  await expect(page).toHaveURL(/sign-in\?next=%2Fleads/)
  await signIn(page, 'agent')
  await expect(page.getByRole('heading', { level: 1, name: '线索' })).toBeVisible()
})
