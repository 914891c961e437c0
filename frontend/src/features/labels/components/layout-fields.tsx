import { Checkbox, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/ui/number-field/number-field';
import type { Layout } from '../layouts';
import classes from './layout-fields.module.css';

type Measure = {
  [Key in keyof Layout]: Layout[Key] extends number ? Key : never;
}[keyof Layout];

/** What the server accepts; it has the last word about what fits. */
const LIMITS: Readonly<Record<Measure, readonly [number, number]>> = {
  columns: [1, 20],
  rows: [1, 60],
  margin_left: [0, 300],
  margin_top: [0, 300],
  gap_x: [0, 300],
  gap_y: [0, 300],
  label_width: [10, 300],
  label_height: [10, 300],
  padding: [0, 20],
  qr_size: [8, 150],
};
const WHOLE = new Set<Measure>(['columns', 'rows']);

/** Paper, sizes and the code. */
export function LayoutFields({
  layout,
  onChange,
}: {
  layout: Layout;
  onChange: (patch: Partial<Layout>) => void;
}) {
  const { t } = useTranslation('labels');
  const number = (key: Measure, label: string) => (
    <NumberField
      label={label}
      min={LIMITS[key][0]}
      max={LIMITS[key][1]}
      allowDecimal={!WHOLE.has(key)}
      decimalScale={WHOLE.has(key) ? 0 : 2}
      value={layout[key]}
      onChange={(value) => {
        if (value !== null) onChange({ [key]: value });
      }}
    />
  );
  const sheet = layout.page === 'a4';
  return (
    <>
      <fieldset className={classes.set}>
        <legend>{t('editor.page')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.page')}
          value={layout.page}
          data={(['a4', 'roll'] as const).map((value) => ({ value, label: t(`editor.pages.${value}`) }))}
          onChange={(value) => onChange({ page: value === 'roll' ? 'roll' : 'a4' })}
        />
        <div className={classes.grid}>
          {number('label_width', t('editor.width'))}
          {number('label_height', t('editor.height'))}
          {sheet ? (
            <>
              {number('columns', t('editor.columns'))}
              {number('rows', t('editor.rows'))}
              {number('margin_left', t('editor.marginLeft'))}
              {number('margin_top', t('editor.marginTop'))}
              {number('gap_x', t('editor.gapX'))}
              {number('gap_y', t('editor.gapY'))}
            </>
          ) : null}
          {number('padding', t('editor.padding'))}
        </div>
        <Checkbox
          label={t('editor.border')}
          checked={layout.border}
          onChange={(event) => onChange({ border: event.currentTarget.checked })}
        />
      </fieldset>
      <fieldset className={classes.set}>
        <legend>{t('editor.code')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.code')}
          value={layout.qr_place}
          data={(['left', 'right', 'top', 'none'] as const).map((value) => ({
            value,
            label: t(`editor.places.${value}`),
          }))}
          onChange={(value) => {
            const place = (['left', 'right', 'top', 'none'] as const).find((one) => one === value);
            if (place) onChange({ qr_place: place });
          }}
        />
        {layout.qr_place === 'none' ? null : (
          <div className={classes.grid}>{number('qr_size', t('editor.codeSize'))}</div>
        )}
      </fieldset>
    </>
  );
}
