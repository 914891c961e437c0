import { i18next } from '@/i18n';

/** 165 → «2 ч 45 мин». */
export function durationText(minutes: number | null): string | null {
  if (minutes === null) return null;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return i18next.t('titles:durationShort', { minutes });
  return rest === 0
    ? i18next.t('titles:durationHours', { hours })
    : i18next.t('titles:duration', { hours, minutes: rest });
}
