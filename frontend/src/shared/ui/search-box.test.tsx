import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SearchBox } from './search-box'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function shown() {
  const said: string[] = []
  render(<SearchBox q="" label="搜索" hint="" onChange={(q) => said.push(q)} />)
  return { said, box: screen.getByRole('searchbox', { name: '搜索' }) }
}

it('says what is searched for when typing rests', () => {
  const { said, box } = shown()
  fireEvent.change(box, { target: { value: 'pb' } })
  vi.advanceTimersByTime(200)
  fireEvent.change(box, { target: { value: ' pbat ' } })
  vi.advanceTimersByTime(299)
  expect(said).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['pbat'])
})

it('says it at once when the box is left, and once only', () => {
  const { said, box } = shown()
  fireEvent.change(box, { target: { value: '岩棉' } })
  fireEvent.blur(box)
  expect(said).toEqual(['岩棉'])
  vi.advanceTimersByTime(1000)
  expect(said).toEqual(['岩棉'])
})

it('waits for pinyin to become words, however long that takes', () => {
  const { said, box } = shown()
  fireEvent.compositionStart(box)
  fireEvent.change(box, { target: { value: "qing'neng" } })
  vi.advanceTimersByTime(5000)
  expect(said).toEqual([])
  fireEvent.compositionEnd(box)
  vi.advanceTimersByTime(300)
  expect(said).toEqual(["qing'neng"])
})
