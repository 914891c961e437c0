import { useTranslation } from 'react-i18next';
import type { PerformanceStatus } from '@/api/gen';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { statusLook } from '../vocabulary';

/** Where a title stands; «В репертуаре» is the quiet normal. */
export function TitleStatus({ status }: { status: PerformanceStatus }) {
  const { t } = useTranslation('titles');
  const { tone, icon } = statusLook[status];
  return (
    <ToneBadge tone={tone} icon={icon} quiet={status === 'active'}>
      {t(`status.${status}`)}
    </ToneBadge>
  );
}
