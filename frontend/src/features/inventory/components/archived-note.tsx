import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { formatDate } from '@/shared/lib/dates';
import classes from './archived-note.module.css';

/** Says that the item is in the archive, and since when. */
export function ArchivedNote({ item }: { item: Pick<ItemOut, 'deleted_at'> }) {
  const { t } = useTranslation('inventory');
  if (item.deleted_at === null) return null;
  return (
    <p className={classes.note} role="note">
      <IconArchive size={16} stroke={1.6} aria-hidden="true" />
      {t('archive.since', { date: formatDate(item.deleted_at) })}
    </p>
  );
}
