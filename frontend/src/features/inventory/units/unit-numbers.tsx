import { useTranslation } from 'react-i18next';
import type { UnitRef } from '@/api/gen';

/** As many as one line of a timeline holds. */
const FEW = 6;

/** Which numbered pieces a movement took along. */
export function UnitNumbers({ units }: { units: readonly UnitRef[] }) {
  const { t } = useTranslation('units');
  if (units.length === 0) return null;
  const numbers = units.map(({ number }) => number);
  const shown = numbers.slice(0, FEW).join(', ');
  const more = numbers.length > FEW ? ` +${numbers.length - FEW}` : '';
  return <span title={numbers.join(', ')}>{t('moved', { numbers: `${shown}${more}` })}</span>;
}
