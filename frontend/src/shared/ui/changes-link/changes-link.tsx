import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly className?: string | undefined;
  readonly onFollow?: (() => void) | undefined;
}

/** To everything one has changed lately, where it can be undone later too. */
export function ChangesLink({ className, onFollow }: Props) {
  const { t } = useTranslation('common');
  return (
    <Link to="/inventory/changes" className={className} onClick={onFollow}>
      {t('recentChanges')}
    </Link>
  );
}
