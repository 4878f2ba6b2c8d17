import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

/**
 * The search box above a list, which says what is searched for when typing rests, at Enter, and when the box is left: a click on a row must not be
 * overtaken by the search that was still to come.
 */
export function SearchBox({ q, label, hint, onChange }: { q: string; label: string; hint: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(q)
  const sent = useRef(q)
  const [composing, setComposing] = useState(false)

  // The address may change from outside (back, "clear filters"); the box follows it then.
  useEffect(() => {
    if (q !== sent.current) {
      sent.current = q
      setTyped(q)
    }
  }, [q])

  const send = useRef(() => {})
  useEffect(() => {
    send.current = () => {
      const next = typed.trim()
      if (composing || next === sent.current) return
      sent.current = next
      onChange(next)
    }
  })
  useEffect(() => {
    const timer = setTimeout(() => send.current(), 300)
    return () => clearTimeout(timer)
  }, [typed, composing])

  return (
    <Input type="search" allowClear maxLength={200} value={typed} prefix={<SearchOutlined aria-hidden />} className="search-box" aria-label={label} placeholder={hint}
      onChange={(event) => setTyped(event.target.value)} onBlur={() => send.current()} onPressEnter={() => send.current()}
      onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} />
  )
}
