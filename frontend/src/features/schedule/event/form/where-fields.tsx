import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { theatreZone } from '@/shared/lib/dates';
import { SearchSelect } from '@/shared/ui/search-select';
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
        <SearchSelect
          label={t('schedule:field.venue')}
          options={[
            ...venues.map(({ id, name }) => ({
              value: String(id),
              label: name,
              about: about.get(String(id)),
            })),
            { value: NONE, label: t('schedule:noVenue') },
          ]}
          value={values.venue_id === null ? NONE : String(values.venue_id)}
          onChange={(value) => form.setFieldValue('venue_id', asId(value))}
          description={values.venue_id === null ? null : about.get(String(values.venue_id))}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.venue_id}
        />
        <SearchSelect
          label={t('schedule:field.department')}
          placeholder={t('field.noDepartment')}
          options={departments.map(({ id, name }) => ({ value: String(id), label: name }))}
          clearable
          value={values.department_id === null ? null : String(values.department_id)}
          onChange={(value) => form.setFieldValue('department_id', asId(value))}
          error={errors.department_id}
        />
      </div>
      {tour ? (
        <div className={`${classes.grid} ${classes.thirds}`}>
          <TextInput label={t('field.city')} maxLength={100} {...form.getInputProps('tour_city')} />
          <TextInput label={t('field.place')} maxLength={255} {...form.getInputProps('tour_venue_name')} />
          <SearchSelect
            label={t('field.zone')}
            options={zones().map((zone) => ({ value: zone, label: zone }))}
            placeholder={facts.zone}
            clearable
            value={values.timezone}
            onChange={(zone) => form.setFieldValue('timezone', zone)}
            error={errors.timezone}
          />
        </div>
      ) : null}
      {facts.zone === theatreZone() ? null : (
        <p className={classes.hint}>{t('when.zone', { zone: facts.zone })}</p>
      )}
    </>
  );
}
