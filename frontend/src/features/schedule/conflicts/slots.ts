import { i18next } from '@/i18n';
import { formatNumber } from '@/shared/lib/numbers';
import type { Slot } from '../types';

/** Nothing stands in the way there, and the hall suits what is played: the first such one is for Enter. */
export const isSafe = ({ conflicts, unfit }: Slot): boolean => conflicts === 0 && unfit === null;

/** Why the hall does not suit, in few words; null when it does. */
export function unfitText({ unfit }: Slot): string | null {
  if (unfit === null) return null;
  if (unfit.reason === 'city') {
    return unfit.city
      ? i18next.t('schedule:clash.unfit.cityOf', { city: unfit.city })
      : i18next.t('schedule:clash.unfit.city');
  }
  if (unfit.reason === 'type') return i18next.t(`schedule:clash.unfit.type.${unfit.type}`);
  return i18next.t('schedule:clash.unfit.capacity', {
    count: unfit.capacity ?? 0,
    usual: formatNumber(unfit.usual_capacity ?? 0),
  });
}
