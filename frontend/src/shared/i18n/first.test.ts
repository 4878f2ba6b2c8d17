import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { zh } from './zh'
import { first } from './zh/first'

const src = resolve(import.meta.dirname, '../..')

/** The file an import names, or undefined when it is a package or a style. */
function fileOf(from: string, name: string) {
  const base = name.startsWith('@/') ? join(src, name.slice(2)) : name.startsWith('.') ? join(dirname(from), name) : undefined
  return base && [`${base}.tsx`, `${base}.ts`, join(base, 'index.ts')].find((f) => existsSync(f))
}

/** Every file that is fetched before the whole texts are: imports only, not what is fetched later by import(). */
function reach(file: string, seen = new Set<string>()) {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm)) {
    const next = name && fileOf(file, name)
    if (next) reach(next, seen)
  }
  return seen
}

const at = (texts: object, path: string) => path.split('.').filter(Boolean).reduce<unknown>((t, key) => (t as Record<string, unknown> | undefined)?.[key], texts)

it('the first screens say nothing that is fetched only later', () => {
  const files = ['main.tsx', 'features/today/today.tsx', 'features/session/sign-in.tsx'].flatMap((f) => [...reach(join(src, f))])
  expect(files.length).toBeGreaterThan(30)
  const missing = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\(['`]([\w.]+)(\$\{)?/g)]
    .filter(([, path = '', open]) => {
      const whole = open ? path.slice(0, path.lastIndexOf('.')) : path // a name made from a value: all of its kind must be there
      const wanted = at(zh, whole) ?? at(zh, `${whole}_other`)
      return wanted === undefined || JSON.stringify(at(first, whole) ?? at(first, `${whole}_other`)) !== JSON.stringify(wanted)
    })
    .map(([said]) => `${relative(src, file)}: ${said}`))
  expect([...new Set(missing)]).toEqual([])
})
