import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import classes from './peek.module.css';

/** Answers that are not told are not spoken of. */
const told = ({ total, open, ...answers }: EventOut['people']) => ({
  total,
  open,
  confirmed: answers.confirmed ?? 0,
  waiting: answers.waiting ?? 0,
  declined: answers.declined ?? 0,
});

/** How those who are called have answered. */
export function People({ out }: { out: EventOut }) {
  const { t } = useTranslation('schedule');
  const { total, confirmed, waiting, declined, open } = told(out.people);
  if (total + open === 0) return <p className={classes.quiet}>{t('peek.nobody')}</p>;
  const parts = [
    confirmed > 0 && { key: 'confirmed', text: t('peek.confirmed', { count: confirmed }), tone: 'ok' },
    waiting > 0 && { key: 'waiting', text: t('peek.waiting', { count: waiting }), tone: undefined },
    declined > 0 && { key: 'declined', text: t('peek.declined', { count: declined }), tone: 'bad' },
    open > 0 && { key: 'open', text: t('peek.open_roles', { count: open }), tone: 'warn' },
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <ul className={classes.people}>
      {parts.map(({ key, text, tone }) => (
        <li key={key} data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  );
}
