import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Model, ModelChange } from '@/shared/api/types'
import { formatShare, formatTime } from '@/shared/format'
import { paths } from '@/shared/paths'
import { Tag, type Tone } from '@/shared/ui/tag'

type State = 'proposed' | 'active' | 'retired' | 'undone'
const tones: Record<State, Tone> = { proposed: 'accent', active: 'good', retired: 'muted', undone: 'warn' }
const isState = (state: string): state is State => Object.hasOwn(tones, state)

const actions = ['proposed', 'switched on', 'retired', 'undone'] as const
const isAction = (action: string): action is (typeof actions)[number] => actions.some((a) => a === action)

/** One version of the learned weights: where it stands, how good it is, and what it would change. */
export function ModelCard({ model, onUse }: { model: Model; onUse: () => void }) {
  const { t } = useTranslation()
  const title = useId()
  const names = useNames()
  const history = model.history.filter((change) => isAction(change.action))
  const figures = ['firstRight', 'refused'] as const
  // A share of no leads is no figure.
  const share = (of: Model['before'], figure: (typeof figures)[number]) => {
    const counted = figure === 'refused' ? of.foreign : of.leads - of.foreign
    return counted > 0 ? formatShare(of[figure]) : t('common.none')
  }
  return (
    <article className="model" aria-labelledby={title}>
      <div className="line">
        <h2 id={title}>{t('learning.version', { time: formatTime(model.proposedAt) })}</h2>
        {isState(model.state) ? <Tag tone={tones[model.state]}>{t(`learning.state.${model.state}`)}</Tag> : <Tag>{model.state}</Tag>}
      </div>
      <ul className="quiet">
        {history.length === 0 && <li>{t('learning.by', { by: names(model.proposedBy), time: formatTime(model.proposedAt) })}</li>}
        {history.map((change) => isAction(change.action) && (
          <li key={`${change.at} ${change.action}`}>{t(`learning.action.${change.action}`, { by: names(change.by), time: formatTime(change.at) })}</li>
        ))}
        <li>{t('learning.from', { count: model.leads.length })}</li>
      </ul>
      <div>
        <table className="plain-table figures">
          <thead><tr><th scope="col">{t('learning.figure')}</th><th scope="col">{t('learning.before')}</th><th scope="col">{t('learning.after')}</th></tr></thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure}>
                <th scope="row">{t(`learning.${figure}`)}</th>
                <td>{share(model.before, figure)}</td>
                <td><strong>{share(model.after, figure)}</strong></td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="fine">{t('learning.figureHint')}</p>
      </div>
      <Changes changes={model.changes} />
      {(model.state === 'proposed' || model.state === 'retired') && <div><Button type={model.state === 'proposed' ? 'primary' : 'default'} onClick={onUse}>{t('learning.use')}</Button></div>}
    </article>
  )
}

const step = 20

function Changes({ changes }: { changes: ModelChange[] }) {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(step)
  if (changes.length === 0) return <p className="quiet">{t('learning.noChanges')}</p>
  const segment = (name: string) => name || t('learning.none')
  return (
    <details className="others" open={changes.length <= step}>
      <summary>{t('learning.changes', { count: changes.length })}</summary>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('learning.lead')}</th><th scope="col">{t('learning.change')}</th><th scope="col">{t('learning.right')}</th></tr></thead>
        <tbody>
          {changes.slice(0, limit).map((change) => (
            <tr key={change.leadId}>
              <th scope="row"><Link to={paths.lead(change.leadId)}>{change.name}</Link></th>
              <td><del>{segment(change.from)}</del><span aria-hidden="true"> → </span><span className="sr-only">{t('learning.to')}</span><ins>{segment(change.to)}</ins></td>
              <td>{change.right ?? (change.reviewed ? t('learning.none') : <span className="quiet">{t('common.none')}</span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > limit && <Button onClick={() => setLimit(limit + step)}>{t('learning.more', { count: changes.length - limit })}</Button>}
    </details>
  )
}
