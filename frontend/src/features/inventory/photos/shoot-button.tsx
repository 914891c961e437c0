import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import type { InventorySearch } from '../search';
import classes from './shoot-button.module.css';

/** Offered over a list of items without photos to whoever may give them some. */
export function ShootButton({
  search,
  total,
  onStart,
}: {
  search: InventorySearch;
  total: number | undefined;
  onStart: () => void;
}) {
  const { t } = useTranslation('photos');
  const can = useCan();
  if (search.has_photo !== false || search.archived || !total || !can('inventory:update')) return null;
  return (
    <div className={classes.row}>
      <Button leftSection={<IconCamera size={16} stroke={1.6} />} onClick={onStart}>
        {t('queue.start')}
      </Button>
    </div>
  );
}
