import { ColorInput, Switch, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { lightTokens } from '@/theme/tokens';
import { effective, type Facts } from '../draft';
import classes from './event-form.module.css';
import type { EventForm } from './use-event-form';

/** Those of the house: every one is told from the others in both themes. */
const SWATCHES = [
  lightTokens['ev-performance'],
  lightTokens['ev-rehearsal'],
  lightTokens['ev-setup'],
  lightTokens['ev-strike'],
  lightTokens['ev-technical'],
  lightTokens['ev-other'],
  lightTokens.ink,
  lightTokens.ok,
];

/** Who may see it, whether it may be moved, and words about it. */
export function MoreFields({ form, facts }: { form: EventForm; facts: Facts }) {
  const { t } = useTranslation('scheduleEvent');
  const { values, errors } = form;
  return (
    <>
      <div className={classes.switches}>
        <Switch
          label={t('field.public')}
          description={t('field.publicHint')}
          checked={effective(values, facts).open}
          onChange={(event) => form.setFieldValue('is_public', event.currentTarget.checked)}
        />
        <Switch
          label={t('field.locked')}
          description={t('field.lockedHint')}
          checked={values.is_locked}
          onChange={(event) => form.setFieldValue('is_locked', event.currentTarget.checked)}
        />
      </div>
      <div className={classes.grid} style={{ marginTop: 'var(--s3)' }}>
        <ColorInput
          label={t('field.color')}
          placeholder={t('field.colorHint')}
          swatches={SWATCHES}
          swatchesPerRow={8}
          withPicker={false}
          withEyeDropper={false}
          value={values.color ?? ''}
          onChange={(color) => form.setFieldValue('color', color.trim() === '' ? null : color)}
          error={errors.color}
        />
        <Textarea
          className={classes.wide ?? ''}
          label={t('field.description')}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
      </div>
    </>
  );
}
