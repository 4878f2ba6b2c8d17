import { Alert, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { Secret } from '@/shared/ui/secret'

/** A password that was made up, shown once. */
export function MadePassword({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open centered title={t('users.madeTitle', { name })} onCancel={onClose} closable={{ 'aria-label': t('account.close') }} mask={{ closable: false }}
      footer={<Button type="primary" onClick={onClose}>{t('users.done')}</Button>}>
      <Alert type="warning" showIcon className="notice" title={t('users.madeText')} />
      <Secret label={t('users.password')} text={password} copy={t('users.copyPassword')} />
    </Modal>
  )
}
