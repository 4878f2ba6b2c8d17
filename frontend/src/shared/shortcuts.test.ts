import { fireEvent } from '@testing-library/dom'
import { afterEach, expect, it } from 'vitest'
import { chooseSingleKeys, singleKey } from './shortcuts'

afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
})

function pressed(on: Element, init: KeyboardEventInit & { keyCode?: number }) {
  let key = ''
  const listen = (event: KeyboardEvent) => { key = singleKey(event) }
  document.addEventListener('keydown', listen)
  fireEvent.keyDown(on, init)
  document.removeEventListener('keydown', listen)
  return key
}

it('a letter counts outside of boxes only, and not while an input method is at work', () => {
  document.body.innerHTML = '<p>x</p><input><textarea></textarea><select></select><div contenteditable="true"><b>y</b></div><input type="radio"><button>z</button>'
  const find = (selector: string) => document.querySelector(selector)!
  expect(['p', 'button', 'input[type=radio]'].map((s) => pressed(find(s), { key: 'n' }))).toEqual(['n', 'n', 'n'])
  expect(['input', 'textarea', 'select', 'b'].map((s) => pressed(find(s), { key: 'n' }))).toEqual(['', '', '', ''])
  expect(pressed(find('p'), { key: 'n', ctrlKey: true })).toBe('')
  expect(pressed(find('p'), { key: 'n', isComposing: true })).toBe('')
  expect(pressed(find('p'), { key: 'Process', keyCode: 229 })).toBe('')
  expect(pressed(find('p'), { key: 'n', repeat: true })).toBe('')
  chooseSingleKeys(false)
  expect(pressed(find('p'), { key: 'n' })).toBe('')
  chooseSingleKeys(true)
  expect(pressed(find('p'), { key: 'n' })).toBe('n')
})
