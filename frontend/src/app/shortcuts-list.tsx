import { useTranslation } from 'react-i18next'
import { useMe } from '@/shared/me'
import { chooseSingleKeys, useSingleKeys } from '@/shared/shortcuts'
import { Button } from '@/shared/ui/button'
import { Modal } from '@/shared/ui/modal'

const command = () => (navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl')

/** What the keys do, and the way to turn those of one letter off. */
export function ShortcutsList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const on = useSingleKeys()
  const groups: { title: string; keys: [string[], string][] }[] = [
    { title: t('quick.keys.anywhere'), keys: [
      ...(me.mayWriteLeads ? [[['N'], t('quick.keys.n')], [['Alt', 'N'], t('quick.keys.alt')], [[command(), 'V'], t('quick.keys.paste')], [[command(), 'Enter'], t('quick.keys.save')]] satisfies [string[], string][] : []),
      [['?'], t('quick.keys.help')],
    ] },
    ...(me.mayReview ? [{ title: t('quick.keys.review'), keys: [
      [['J'], t('quick.keys.j')], [['K'], t('quick.keys.k')], [['A'], t('quick.keys.a')], [['C'], t('quick.keys.c')], [['X'], t('quick.keys.x')], [['U'], t('quick.keys.u')], [['Enter'], t('quick.keys.enter')],
    ] satisfies [string[], string][] }] : []),
  ]
  return (
    <Modal title={t('quick.keys.title')} className="keys" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>{keys.map(([combination, does]) => <Row key={does} combination={combination} does={does} off={!on && combination.length === 1 && combination[0] !== 'Enter'} />)}</dl>
        </section>
      ))}
      <label className="keys-off"><input type="checkbox" checked={on} onChange={(event) => chooseSingleKeys(event.target.checked)} /><span>{t('quick.keys.single')}</span></label>
      <div className="actions"><Button kind="primary" onClick={onClose}>{t('quick.close')}</Button></div>
    </Modal>
  )
}

function Row({ combination, does, off }: { combination: string[]; does: string; off: boolean }) {
  return (
    <>
      <dt>{combination.map((key, i) => <span key={key}>{i > 0 && ' + '}<kbd>{key}</kbd></span>)}</dt>
      <dd className={off ? 'quiet' : undefined}>{off ? <s>{does}</s> : does}</dd>
    </>
  )
}
