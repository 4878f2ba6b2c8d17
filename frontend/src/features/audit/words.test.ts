import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { zh } from '@/shared/i18n/zh'

it('the log has a word for every kind of record and every action that the service notes', () => {
  const desk = resolve(import.meta.dirname, '../../../../desk')
  const noted = readdirSync(desk).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .flatMap((name) => [...readFileSync(join(desk, name), 'utf8').matchAll(/\.audit\(ctx, \w+, (?:"(\w+)"|zhaolian\.Audit\w+), "(\w+)"/g)])
  expect(noted.length).toBeGreaterThan(30)
  const strange = noted.flatMap(([, action, kind = '']) => [!(kind in zh.audit.objects) && kind, action && !(action in zh.audit.actions) && action]).filter(Boolean)
  expect([...new Set(strange)]).toEqual([])
})
