import { useTranslation } from 'react-i18next';
import type { CareState } from '@/api/gen';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { stateLook } from './vocabulary';

/** How things stand: sign, word and colour. A certificate expires where a plan is overdue. */
export function StateBadge({ state, paper = false }: { state: CareState | null; paper?: boolean }) {
  const { t } = useTranslation('care');
  const found = state ?? 'rests';
  const look = stateLook[found];
  const word =
    paper && found === 'overdue'
      ? t('expired')
      : paper && found === 'due_soon'
        ? t('ending')
        : paper && found === 'ok'
          ? t('valid')
          : t(`state.${found}`);
  return (
    <ToneBadge tone={look.tone} icon={look.icon} quiet={found === 'ok' || found === 'rests'}>
      {word}
    </ToneBadge>
  );
}
