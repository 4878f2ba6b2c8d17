import { expect, it } from 'vitest'
import type { Contact, Lead } from '@/shared/api/types'
import { ContactClash, contactValues, phoneNumbers, withContact } from './contact'

const wang: Contact = { name: '王总', phone: '13800138000' }
const li: Contact = { name: '李工', email: 'li@example.com' }
const lead = (...contacts: Contact[]) => ({ contacts }) as Lead

it('one contact is added, changed or taken away; the others stay', () => {
  expect(withContact(lead(wang), undefined, contactValues(li))).toEqual([wang, contactValues(li)])
  expect(withContact(lead(wang, li), wang, contactValues({ ...wang, title: '总经理' }))).toEqual([contactValues({ ...wang, title: '总经理' }), li])
  expect(withContact(lead(wang, li), wang, undefined)).toEqual([li])
})

it('what a colleague changed of the same contact meanwhile stays', () => {
  expect(withContact(lead({ ...wang, title: '董事长' }), wang, contactValues({ ...wang, phone: '13900139000' }))).toEqual([contactValues({ ...wang, title: '董事长', phone: '13900139000' })])
  expect(() => withContact(lead({ ...wang, phone: '1' }), wang, contactValues({ ...wang, phone: '2' }))).toThrow(ContactClash)
  expect(() => withContact(lead({ ...wang, phone: '1' }), wang, undefined)).toThrow(ContactClash)
  expect(withContact(lead(li), wang, contactValues({ ...wang, phone: '2' }))).toEqual([li, contactValues({ ...wang, phone: '2' })])
})

it('numbers can be dialled', () => {
  expect(phoneNumbers('138 0013 8000 / 0352-1234567转8')).toEqual([{ shown: '138 0013 8000', dial: '13800138000' }, { shown: '0352-1234567转8', dial: '03521234567,8' }])
})
