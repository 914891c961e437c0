import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkOutcome } from '@/api/gen';
import { Uses } from '@/shared/ui/uses/uses';
import classes from './bulk-dialog.module.css';

interface Props {
  readonly outcome: BulkOutcome;
  /** Only what nothing uses. */
  readonly leaving: boolean;
  readonly onChange: (leaving: boolean) => void;
}

/** What an act would take things from, and whether to do it to the free ones alone. */
export function BulkUses({ outcome, leaving, onChange }: Props) {
  const { t } = useTranslation('bulk');
  const { used, uses, changed } = outcome;
  if (!uses || changed === 0) return null;
  return (
    <div className={classes.uses}>
      {used > 0 ? <strong>{t('inUse', { count: used })}</strong> : null}
      <Uses uses={uses} people="responsible" />
      {used > 0 ? (
        <SegmentedControl
          fullWidth
          aria-label={t('which.label')}
          value={leaving ? 'free' : 'all'}
          data={[
            { value: 'free', label: t('which.free', { count: changed - used }) },
            { value: 'all', label: t('which.all', { count: changed }) },
          ]}
          onChange={(value) => onChange(value === 'free')}
        />
      ) : null}
    </div>
  );
}
