import { expect, it } from 'vitest'
import { nextPath, paths } from './paths'

it('leads back to the page asked for, never to another site', () => {
  expect(nextPath(paths.signIn('/leads?q=塑').replace(/^[^?]*/, ''))).toBe('/leads?q=塑')
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '']) expect(nextPath(`?next=${encodeURIComponent(next)}`)).toBe('/')
})
