import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface PageSection {
  id: string
  name: string
  count?: number
}

/** Which of the sections is being read: the last one whose head has come above the middle of the window. */
function useReading(ids: string): string {
  const [reading, setReading] = useState('')
  useEffect(() => {
    let asked = 0
    const look = () => {
      asked = 0
      const limit = window.innerHeight * 0.4
      let [found, best] = ['', -Infinity]
      for (const id of ids.split(' ')) {
        const top = document.getElementById(id)?.getBoundingClientRect().top
        if (top !== undefined && top <= limit && top > best) [found, best] = [id, top]
      }
      setReading(found)
    }
    const soon = () => { asked ||= requestAnimationFrame(look) }
    soon()
    window.addEventListener('scroll', soon, { passive: true })
    window.addEventListener('resize', soon)
    return () => {
      cancelAnimationFrame(asked)
      window.removeEventListener('scroll', soon)
      window.removeEventListener('resize', soon)
    }
  }, [ids])
  return reading
}

/** Brings a section under the eyes and the keyboard into it. */
export function goTo(id: string) {
  const section = document.getElementById(id)
  if (!section) return
  section.scrollIntoView({ block: 'start', behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  section.tabIndex = -1
  section.focus({ preventScroll: true })
}

/** The sections of a long page: links that stay in sight, on a phone one box to choose from. */
export function SectionNav({ sections }: { sections: PageSection[] }) {
  const { t } = useTranslation()
  const reading = useReading(sections.map((s) => s.id).join(' '))
  const counted = ({ name, count }: PageSection) => (count ? `${name}（${count}）` : name)
  return (
    <nav className="section-nav no-print" aria-label={t('leadPage.sections')}>
      <ul>
        {sections.map((s) => (
          <li key={s.id}>
            <a href={`#${s.id}`} aria-current={s.id === reading ? 'location' : undefined} onClick={(event) => { event.preventDefault(); goTo(s.id) }}>{s.name}{!!s.count && <span className="number">{s.count}</span>}</a>
          </li>
        ))}
      </ul>
      <label className="section-jump">
        <span>{t('leadPage.jump')}</span>
        <select className="select" value={sections.some((s) => s.id === reading) ? reading : ''} onChange={(event) => goTo(event.target.value)}>
          <option value="" disabled>{t('leadPage.jumpWhere')}</option>
          {sections.map((s) => <option key={s.id} value={s.id}>{counted(s)}</option>)}
        </select>
      </label>
    </nav>
  )
}
