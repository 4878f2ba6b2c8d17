import { BellOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '@/shared/paths'
import { useUnread } from './requests'

/** In the top bar: how much there is to read, and the way to it. */
export function Bell() {
  const { t } = useTranslation()
  const count = useUnread()
  return (
    <Link to={paths.notices} className="bell" aria-label={count ? t('notices.bellUnread', { count }) : t('notices.bell')} title={t('notices.title')}>
      <BellOutlined aria-hidden />
      {count > 0 && <span aria-hidden>{count > 99 ? '99+' : count}</span>}
    </Link>
  )
}
