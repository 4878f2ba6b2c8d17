import { useTranslation } from 'react-i18next'
import type { KeptWork } from '@/shared/kept-work'
import { Button } from '@/shared/ui/button'
import { Modal } from '@/shared/ui/modal'

/** Asked of who signs out while something of his is on the device only. */
export function Leaving({ work, busy, onLeave, onStay }: { work: KeptWork; busy: boolean; onLeave: () => void; onStay: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal title={t('quick.out.title')} onClose={onStay}>
      {work.unsent > 0 && <p><strong>{t('quick.out.unsent', { count: work.unsent })}</strong></p>}
      {work.drafts > 0 && <p><strong>{t('quick.out.drafts', { count: work.drafts })}</strong></p>}
      <p>{t('quick.out.text')}</p>
      <div className="actions">
        <Button onClick={onLeave} busy={busy}>{t('quick.out.leave')}</Button>
        <Button kind="primary" onClick={onStay}>{t('quick.out.stay')}</Button>
      </div>
    </Modal>
  )
}
