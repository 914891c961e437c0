import { useTranslation } from 'react-i18next';
import type { CallSheet } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { dayLong } from '../calendar/period';
import classes from './sheet.module.css';

/** What only the paper needs to say: whose sheet, of what day, and when it was printed. */
export function PaperHead({ sheet }: { sheet: CallSheet }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <p className={classes.paper}>
      <span>
        {sheet.theater.name} · {dayLong(sheet.day)}
      </span>
      <span>{t('sheet.printed', { date: formatDateTime(sheet.printed_at) })}</span>
    </p>
  );
}

/** The counts under a sheet's heading: who is called, and how many come. */
export function useCountText() {
  const { t } = useTranslation('scheduleDesk');
  return ({ calls, confirmed }: { calls: number; confirmed: number | null }) => {
    const called = t('sheet.called', { count: calls });
    return confirmed === null || calls === 0 ? called : t('sheet.counts', { called, count: confirmed });
  };
}
