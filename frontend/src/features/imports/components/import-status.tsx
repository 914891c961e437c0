import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconLoader,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '@/api/gen';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';

const LOOKS = {
  uploaded: { tone: 'warn', icon: IconCircleDashed, quiet: true },
  running: { tone: 'ink', icon: IconLoader, quiet: false },
  done: { tone: 'ok', icon: IconCircleCheck, quiet: true },
  failed: { tone: 'bad', icon: IconAlertTriangle, quiet: false },
  undone: { tone: 'neutral', icon: IconArrowBackUp, quiet: false },
} as const;

export function ImportStatus({ row }: { row: Pick<ImportRow, 'status' | 'progress'> }) {
  const { t } = useTranslation('imports');
  const look = LOOKS[row.status];
  return (
    <ToneBadge tone={look.tone} icon={look.icon} quiet={look.quiet}>
      {row.status === 'running' ? `${t('status.running')}, ${row.progress} %` : t(`status.${row.status}`)}
    </ToneBadge>
  );
}
