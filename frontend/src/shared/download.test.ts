import { describe, expect, it } from 'vitest'
import { fileName } from './download'

describe('the name of a file', () => {
  it.each([
    ["attachment; filename*=UTF-8''%E7%BA%BF%E7%B4%A2-20261123.xlsx", '线索-20261123.xlsx'],
    ["attachment; filename*=UTF-8''a.csv; x=1", 'a.csv'],
    ['attachment', ''],
    ["attachment; filename*=UTF-8''%E7%B", ''],
    [null, ''],
  ])('%s', (header, name) => expect(fileName(header)).toBe(name))
})
