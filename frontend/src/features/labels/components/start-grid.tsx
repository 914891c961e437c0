import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { type Layout, perSheet } from '../layouts';
import classes from './start-grid.module.css';

/** Where on a sheet that has been used before the first label goes. */
export function StartGrid({
  layout,
  labels,
  value,
  onChange,
}: {
  layout: Layout;
  labels: number;
  value: number;
  onChange: (value: number) => void;
}) {
  const { t } = useTranslation('labels');
  const size = perSheet(layout);
  if (size < 2) return null;
  return (
    <div className={classes.start}>
      <NumberField
        label={t('start')}
        description={t('startHint')}
        min={1}
        max={size}
        value={value}
        onChange={(next) => onChange(Math.min(Math.max(next ?? 1, 1), size))}
      />
      {/* The same choice for a finger; whoever uses keys has the number. */}
      <div
        className={classes.sheet}
        style={{ gridTemplateColumns: `repeat(${layout.columns}, 1fr)` }}
        aria-hidden="true"
      >
        {Array.from({ length: size }, (_, index) => index + 1).map((place) => (
          <button
            key={place}
            type="button"
            tabIndex={-1}
            className={classes.place}
            data-state={place < value ? 'used' : place < value + labels ? 'printed' : undefined}
            style={{ aspectRatio: `${layout.label_width} / ${layout.label_height}` }}
            onClick={() => onChange(place)}
          />
        ))}
      </div>
    </div>
  );
}
