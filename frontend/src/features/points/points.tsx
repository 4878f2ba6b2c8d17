import { Button, Drawer, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { PointLine, PointTable } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { useNames } from '@/shared/api/colleagues'
import { download } from '@/shared/download'
import { formatNumber, formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { pointKindOf } from '@/shared/points'
import { inWords } from '@/shared/words'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { usePointLines, usePoints, type LinesAsked } from './requests'
import './points.css'

interface Opened extends LinesAsked { name: string }

export function Component() {
  const { t } = useTranslation()
  useTitle(t('points.title'))
  const me = useMe()
  const toast = useToast()
  const problemText = useProblemText()
  const [params, setParams] = useSearchParams()
  const month = params.get('month') ?? ''
  const { data, error, isPlaceholderData, refetch } = usePoints(month)
  const [open, setOpen] = useState<Opened>()
  const take = () => {
    download('/api/points/export.xlsx', { month: month || undefined }).catch((e: unknown) => toast(`${t('points.exportFailed')}${t('common.colon')}${problemText(e)}`, 'bad'))
  }
  return (
    <>
      <PageHead title={t('points.title')} line={t('points.line')} actions={<>{me.mayReview && <LinkButton to={`${paths.settings}?show=points`}>{t('points.rules')}</LinkButton>}<Button onClick={take}>{t('points.export')}</Button></>} />
      <div className="points-month">
        <label className="actions"><span>{t('points.month')}</span><Input type="month" aria-label={t('points.month')} style={{ width: 160 }} value={month || data?.month || ''} max={data && !month ? data.month : undefined} onChange={(e) => setParams(e.target.value ? { month: e.target.value } : {})} /></label>
        {data && <><Tag tone={data.closed ? 'muted' : 'accent'}>{t(data.closed ? 'points.closed' : 'points.open')}</Tag><span className="quiet">{t(data.closed ? 'points.closedLine' : 'points.openLine', { time: formatTime(data.cutOff) })}</span></>}
      </div>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && !error && <div className={isPlaceholderData ? 'stale' : undefined}><Tables data={data} onOpen={setOpen} /></div>}
      {open && <LinesDrawer opened={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Tables({ data, onOpen }: { data: PointTable; onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const unitName = useUnitName()
  const named = (unit: string) => (unit === '' ? t('points.city') : unitName(unit))
  const number = (of: Omit<Opened, 'month'>, points: number) => (
    <td className="number">
      {points === 0 && !of.year ? '0' : <button type="button" className="points-figure" aria-label={t(of.year ? 'points.openYear' : 'points.openLines', { name: of.name, points: formatNumber(points) })} onClick={() => onOpen({ ...of, month: data.month })}>{formatNumber(points)}</button>}
    </td>
  )
  return (
    <div className="points-page">
      {me.mayWriteLeads && (
        <section className="card" aria-labelledby="mine-title">
          <h2 id="mine-title">{t('points.mine')}</h2>
          <p className="actions"><span className="strong">{t('points.mineOf', { points: formatNumber(data.mine.points), year: formatNumber(data.mine.year) })}</span>
            <Button size="small" onClick={() => onOpen({ name: data.mine.name, month: data.month, year: true, person: data.mine.login })}>{t('points.openYear', { name: data.mine.name, points: formatNumber(data.mine.year) })}</Button></p>
        </section>
      )}
      {data.people.length === 0 && data.units.length === 0 ? <Nothing title={t('points.none')} text={t('points.noneText')} /> : (
        <div className="tables">
          <section className="card flush">
            <table className="points-table" aria-label={t('points.people')}>
              <thead><tr><th scope="col">{t('points.rank')}</th><th scope="col">{t('points.person')}</th><th scope="col">{t('points.points')}</th><th scope="col">{t('points.year')}</th></tr></thead>
              <tbody>
                {data.people.map((p, i) => (
                  <tr key={p.login} data-mine={p.login === data.mine.login || undefined}>
                    <td className="number">{i + 1}</td>
                    <th scope="row"><span className="strong">{p.name}</span> {p.demo && <DemoTag />}<p className="fine">{named(p.unit)}</p></th>
                    {number({ name: p.name, year: false, person: p.login }, p.points)}
                    {number({ name: p.name, year: true, person: p.login }, p.year)}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <section className="card flush">
            <table className="points-table" aria-label={t('points.units')}>
              <thead><tr><th scope="col">{t('points.unit')}</th><th scope="col">{t('points.points')}</th><th scope="col">{t('points.year')}</th></tr></thead>
              <tbody>
                {data.units.map((u) => (
                  <tr key={u.unit}>
                    <th scope="row">{named(u.unit)}</th>
                    {number({ name: named(u.unit), year: false, unit: u.unit }, u.points)}
                    {number({ name: named(u.unit), year: true, unit: u.unit }, u.year)}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}

function LinesDrawer({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = usePointLines(opened)
  const title = t(opened.year ? 'points.linesYear' : 'points.linesOf', { name: opened.name, month: opened.month })
  return (
    <Drawer open onClose={onClose} title={title} size={560} closable={{ 'aria-label': t('batches.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && <p className="quiet form-line">{t('points.total', { total: data.total })} {data.items.length < data.total && t('points.more', { shown: data.items.length })}</p>}
      {data?.total === 0 && <p className="quiet">{t('points.linesNone')}</p>}
      {data && <ol className="points-lines" aria-label={title}>{data.items.map((line, i) => <Line key={line.key || i} line={line} named={!opened.person} />)}</ol>}
    </Drawer>
  )
}

function Line({ line, named }: { line: PointLine; named: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <li>
      <div className="line">
        <span>{line.lead ? <Link to={paths.leadAt(line.lead, line.event)} className="strong">{line.name}</Link> : <span className="quiet">{t('points.hidden')}</span>}</span>
        <span className="number strong">{line.points > 0 ? '+' : ''}{formatNumber(line.points)}</span>
      </div>
      <p className="tags"><Tag tone={line.points < 0 ? 'bad' : 'plain'}>{t(`points.kind.${pointKindOf(line.kind)}`)}</Tag> {line.late && <Tag tone="warn">{t('points.late')}</Tag>} {line.takenBack && <Tag tone="warn">{t('points.takenBack')}</Tag>} {line.points !== line.full && !line.takenBack && <Tag tone="muted">{t('points.capped')}</Tag>}</p>
      <p>{inWords(line)}</p>
      <p className="fine">{[named && names(line.person), line.month, t('points.happened', { date: line.date }), t('points.recorded', { time: formatTime(line.at) })].filter(Boolean).join(' · ')}</p>
    </li>
  )
}
