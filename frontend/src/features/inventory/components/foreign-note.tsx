import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import classes from './foreign-note.module.css';

/** Tells those who move and change items of their department why this one offers them no acts. */
export function ForeignNote({ item }: { item: ItemOut }) {
  const { t } = useTranslation('movements');
  const can = useCan();
  const barred = can('inventory:move') && !can('inventory:move', item) && !can('inventory:update', item);
  if (!barred || item.deleted_at !== null) return null;
  return (
    <p className={classes.note} role="note">
      <IconLock size={16} stroke={1.6} aria-hidden="true" />
      <span>{item.department ? t('foreign', { department: item.department.name }) : t('foreignNobody')}</span>
    </p>
  );
}
