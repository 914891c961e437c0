import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { theatreZone } from '@/shared/lib/dates';
import { departmentsOptions } from '../../queries';
import type { Facts } from '../draft';
import { venuesOptions } from '../queries';
import classes from './event-form.module.css';
import type { EventForm } from './use-event-form';

const NONE = 'none';
const asId = (value: string | null) => (value === null || value === NONE ? null : Number(value));

function zones(): string[] {
  return Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'));
}

/** Where it is, and whose event it is. A tour names its city and may have a clock of its own. */
export function WhereFields({ form, facts }: { form: EventForm; facts: Facts }) {
  const { t } = useTranslation(['scheduleEvent', 'schedule', 'common']);
  const { values, errors } = form;
  const venues = (useQuery(venuesOptions()).data?.items ?? []).filter(
    ({ is_active, id }) => is_active || id === values.venue_id,
  );
  const departments = useQuery(departmentsOptions()).data?.items ?? [];
  const about = new Map(
    venues.map(({ id, city, capacity }) => [
      String(id),
      [city, capacity === null ? null : t('schedule:seats', { count: capacity })].filter(Boolean).join(' · '),
    ]),
  );
  const tour = values.event_type === 'tour';
  return (
    <>
      <div className={classes.grid}>
        <Select
          label={t('schedule:field.venue')}
          data={[
            ...venues.map(({ id, name }) => ({ value: String(id), label: name })),
            { value: NONE, label: t('schedule:noVenue') },
          ]}
          searchable
          allowDeselect={false}
          value={values.venue_id === null ? NONE : String(values.venue_id)}
          onChange={(value) => form.setFieldValue('venue_id', asId(value))}
          description={values.venue_id === null ? null : about.get(String(values.venue_id))}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          renderOption={({ option }) => (
            <span>
              {option.label}
              {about.get(option.value) ? (
                <small style={{ display: 'block', color: 'var(--muted)' }}>{about.get(option.value)}</small>
              ) : null}
            </span>
          )}
          error={errors.venue_id}
        />
        <Select
          label={t('schedule:field.department')}
          placeholder={t('field.noDepartment')}
          data={departments.map(({ id, name }) => ({ value: String(id), label: name }))}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common:clear') }}
          value={values.department_id === null ? null : String(values.department_id)}
          onChange={(value) => form.setFieldValue('department_id', asId(value))}
          error={errors.department_id}
        />
      </div>
      {tour ? (
        <div className={`${classes.grid} ${classes.thirds}`}>
          <TextInput label={t('field.city')} maxLength={100} {...form.getInputProps('tour_city')} />
          <TextInput label={t('field.place')} maxLength={255} {...form.getInputProps('tour_venue_name')} />
          <Select
            label={t('field.zone')}
            data={zones()}
            placeholder={facts.zone}
            searchable
            clearable
            limit={60}
            clearButtonProps={{ 'aria-label': t('common:clear') }}
            {...form.getInputProps('timezone')}
          />
        </div>
      ) : null}
      {facts.zone === theatreZone() ? null : (
        <p className={classes.hint}>{t('when.zone', { zone: facts.zone })}</p>
      )}
    </>
  );
}
