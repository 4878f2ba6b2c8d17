import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Belt, Park } from '@/shared/api/types'
import { paths } from '@/shared/paths'

/** How the plan lays industry out over the city, as a scheme: corridor and belt with their zones, the core with its institutes. */
export function LayoutPicture({ belts, parks, here }: { belts: Belt[]; parks: Pick<Park, 'slug' | 'name'>[]; here?: string }) {
  const { t } = useTranslation()
  const what = belts.map((b) => `${b.name}${t('common.colon')}${[b.core, ...(b.parks ?? []), ...(b.platforms ?? [])].filter(Boolean).join(t('common.comma'))}`).join(t('common.sep'))
  const short = (name: string) => name.replace('经济技术开发区', '经开区')
  const slugOf = (name: string) => parks.find((p) => p.name === name)?.slug
  return (
    <section className="card" aria-labelledby="layout-title">
      <h2 id="layout-title">{t('ground.park.layout')}</h2>
      <svg className="layout-picture" viewBox={`0 0 720 ${20 + belts.length * 72}`} role="img" aria-label={t('ground.park.layoutAlt', { what })}>
        {belts.map((b, row) => {
          const y = 16 + row * 72
          const nodes = [b.core, ...(b.parks ?? [])].filter((n): n is string => !!n)
          const step = nodes.length > 1 ? 400 / (nodes.length - 1) : 0
          return (
            <g key={b.slug}>
              <text className="kind" x={24} y={y + 34} textAnchor="middle">{b.kind}</text>
              {nodes.length > 0 && <rect className={b.kind === '廊' ? 'corridor' : 'belt'} x={64} y={y} width={640} height={56} rx={28} />}
              {nodes.map((name, i) => (
                <g key={name} className={name === here ? 'here' : undefined}>
                  <circle cx={180 + i * step} cy={y + 20} r={name === b.core ? 12 : 8} />
                  <text x={180 + i * step} y={y + 48} textAnchor="middle">{short(name)}</text>
                </g>
              ))}
              {nodes.length === 0 && (
                <>
                  <ellipse className="core" cx={384} cy={y + 28} rx={320} ry={28} />
                  <text x={384} y={y + 24} textAnchor="middle">{b.name}</text>
                  <text className="small" x={384} y={y + 44} textAnchor="middle">{t('ground.park.platforms')} × {b.platforms?.length ?? 0}</text>
                </>
              )}
            </g>
          )
        })}
      </svg>
      <dl className="facts layout-list">
        {belts.map((b) => (
          <div key={b.slug}>
            <dt>{b.kind}</dt>
            <dd><strong>{b.name}</strong>{t('common.colon')}{[b.core, ...(b.parks ?? []), ...(b.platforms ?? [])].filter((n): n is string => !!n).map((name, i) => {
              const slug = slugOf(name)
              return <span key={name}>{i > 0 && t('common.comma')}{slug ? <Link to={paths.park(slug)}>{name}</Link> : name}</span>
            })} <span className="fine">{b.source}</span></dd>
          </div>
        ))}
      </dl>
      <p className="fine">{t('ground.park.layoutLine')}</p>
    </section>
  )
}
