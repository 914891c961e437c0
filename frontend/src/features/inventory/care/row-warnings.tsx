import { type Icon, IconAlertTriangle, IconClock, IconStackPop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import classes from './row-warnings.module.css';

const LOOK: Readonly<Record<ItemRow['warnings'][number], { icon: Icon; tone: string }>> = {
  care_overdue: { icon: IconAlertTriangle, tone: 'bad' },
  care_due_soon: { icon: IconClock, tone: 'warn' },
  low_stock: { icon: IconStackPop, tone: 'warn' },
};

/** Signs of the list for what asks for attention: of care or of stock. Their words are in the title and for readers. */
export function RowWarnings({ row, stock = false }: { row: ItemRow; stock?: boolean }) {
  const { t } = useTranslation('care');
  return row.warnings
    .filter((warning) => (warning === 'low_stock') === stock)
    .map((warning) => {
      const { icon: Glyph, tone } = LOOK[warning];
      const word =
        warning === 'low_stock' && row.min_quantity !== null
          ? t('note.low', { n: row.quantity, min: row.min_quantity })
          : t(`row.${warning}`);
      return (
        <span key={warning} className={classes.sign} data-tone={tone} title={word}>
          <Glyph size={14} stroke={1.9} aria-hidden="true" />
          <span className="visually-hidden">{word}</span>
        </span>
      );
    });
}
