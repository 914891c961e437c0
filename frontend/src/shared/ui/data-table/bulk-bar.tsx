import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../kbd/kbd';
import classes from './bulk-bar.module.css';

/**
 * The dark bar over the table's foot while rows are selected. Children are `Button variant="subtle" size="sm"`.
 *
 * @param detail a second figure, for example units.
 */
export function BulkBar({
  count,
  detail,
  onClear,
  children,
}: {
  count: number;
  detail?: ReactNode;
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation(['table', 'common']);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulkActions')}>
      <strong>{t('common:selected', { count })}</strong>
      {detail ? <span className={classes.detail}>{detail}</span> : null}
      <span className={classes.separator} />
      {children}
      <span className={classes.separator} />
      <button type="button" className={classes.clear} aria-label={t('clearSelection')} onClick={onClear}>
        <IconX size={16} aria-hidden="true" />
        <Kbd inherit>Esc</Kbd>
      </button>
    </div>
  );
}
