import { Button, Drawer, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { Indicators } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatNumber, formatTime } from '@/shared/format'
import { inWords } from '@/shared/words'
import { Field } from '@/shared/ui/field'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useMakeReview, useReview, useReviews } from './requests'
import { StateTag } from './states'

/** Mid-term and final reviews: frozen documents. */
export function Reviews({ data }: { data: Indicators }) {
  const { t } = useTranslation()
  const names = useNames()
  const toast = useToast()
  const problemText = useProblemText()
  const { data: found, error, refetch } = useReviews()
  const [open, setOpen] = useState('')
  const take = (id: string, form: 'docx' | 'xlsx') => {
    download(`/api/indicator-reviews/${encodeURIComponent(id)}/${form}`).catch((e: unknown) => toast(`${t('indicators.downloadFailed')}${t('common.colon')}${problemText(e)}`, 'bad'))
  }
  return (
    <section className="card" aria-labelledby="reviews-title">
      <h2 id="reviews-title">{t('indicators.reviews')}</h2>
      <p className="quiet form-line">{t('indicators.reviewsLine')}</p>
      {data.mayEnter && <Make data={data} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {found?.total === 0 && <p className="quiet">{t('indicators.reviewsNone')}</p>}
      <ol className="indicator-reviews" aria-label={t('indicators.reviews')}>
        {found?.items.map((r) => (
          <li key={r.id}>
            <div className="line"><button type="button" className="indicator-figure strong" onClick={() => setOpen(r.id)}>{r.title}{r.number}</button></div>
            <p>{r.headline}</p>
            <p className="fine">{t('indicators.madeBy', { name: names(r.madeBy), time: formatTime(r.madeAt) })}</p>
            <p className="actions">
              <Button size="small" onClick={() => take(r.id, 'docx')}>{t('indicators.docx')}<span className="sr-only"> {r.number}</span></Button>
              <Button size="small" onClick={() => take(r.id, 'xlsx')}>{t('indicators.xlsx')}<span className="sr-only"> {r.number}</span></Button>
            </p>
          </li>
        ))}
      </ol>
      {open && <ReviewDrawer id={open} onClose={() => setOpen('')} />}
    </section>
  )
}

function Make({ data }: { data: Indicators }) {
  const { t } = useTranslation()
  const toast = useToast()
  const make = useMakeReview()
  const [kind, setKind] = useState<'midTerm' | 'final'>('midTerm')
  const [year, setYear] = useState(Math.floor((data.from + data.to) / 2))
  const [opinion, setOpinion] = useState('')
  const errors = make.error instanceof ApiProblem ? make.error.fields : {}
  const years = Array.from({ length: data.to - data.from + 1 }, (_, i) => data.from + i)
  return (
    <form className="indicator-form form-line" noValidate onSubmit={(event) => {
      event.preventDefault()
      make.mutate({ kind, year: kind === 'final' ? data.to : year, opinion: opinion || undefined }, { onSuccess: () => { toast(t('indicators.made')); setOpinion('') } })
    }}>
      {make.error && Object.keys(errors).length === 0 && <ProblemNotice title={t('indicators.makeFailed')} error={make.error} />}
      <Field label={t('indicators.kind')}>
        {({ id }) => <select id={id} className="select" value={kind} onChange={(e) => setKind(e.target.value === 'final' ? 'final' : 'midTerm')}><option value="midTerm">{t('indicators.midTerm')}</option><option value="final">{t('indicators.final')}</option></select>}
      </Field>
      <Field label={t('indicators.upTo')} error={errors.year}>
        {({ status, ...control }) => <select {...control} data-status={status} className="select" disabled={kind === 'final'} value={kind === 'final' ? data.to : year} onChange={(e) => setYear(Number(e.target.value))}>{years.map((y) => <option key={y} value={y}>{y}</option>)}</select>}
      </Field>
      <div className="field wide"><Field label={t('indicators.opinion')} error={errors.opinion}>
        {(control) => <Input.TextArea {...control} rows={2} maxLength={2000} value={opinion} onChange={(e) => setOpinion(e.target.value)} />}
      </Field></div>
      <Button type="primary" htmlType="submit" loading={make.isPending}>{t('indicators.make')}</Button>
    </form>
  )
}

function ReviewDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useReview(id)
  return (
    <Drawer open onClose={onClose} title={data ? `${data.title}${data.number}` : t('indicators.review')} size={640} closable={{ 'aria-label': t('indicators.cancel') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && (
        <>
          <p className="form-line">{data.headline}</p>
          {data.opinion && <p className="form-line">{data.opinion}</p>}
          <ol className="indicator-rows" aria-label={t('indicators.review')}>
            {data.rows.map((r) => (
              <li key={r.no}>
                <div className="line"><span className="strong">{r.no}. {r.name}</span><StateTag state={r.progress.state} /></div>
                <p className="quiet">{t('indicators.target', { year: data.to })}{t('common.colon')}{formatNumber(r.target)}{r.unit} · {inWords(r.progress)}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Drawer>
  )
}
