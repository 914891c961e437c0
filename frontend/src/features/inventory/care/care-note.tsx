import { IconAlertTriangle, IconClock, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import classes from './care-note.module.css';
import { reasonText } from './texts';

/** Why the item cannot be issued, or what will forbid it soon; nothing when all is well. */
export function CareNote({ item }: { item: ItemOut }) {
  const { t } = useTranslation('care');
  if (item.deleted_at !== null) return null;
  const { blocks_issue, reasons } = item.care;
  const wanted = blocks_issue
    ? reasons.filter((reason) => reason.blocks_issue && reason.state === 'overdue')
    : reasons;
  const overdue = wanted.some((reason) => reason.state === 'overdue');
  const Glyph = blocks_issue ? IconLock : overdue ? IconAlertTriangle : IconClock;
  if (wanted.length === 0) return null;
  return (
    <p className={classes.note} data-tone={overdue ? 'bad' : 'warn'}>
      <Glyph size={16} stroke={1.8} aria-hidden="true" />
      <span>
        <b>{t(blocks_issue ? 'note.forbidden' : overdue ? 'note.overdue' : 'note.soon')}.</b>{' '}
        {wanted.map((reason) => reasonText(t, reason)).join('; ')}.{blocks_issue ? ` ${t('note.how')}` : null}
      </span>
    </p>
  );
}
