import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { nearestFirst } from '@/shared/lib/match';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import kind from '../../calendar/kind.module.css';
import { EVENT_STATUSES, EVENT_TYPES, type EventType, typeLook } from '../../vocabulary';
import { LONG_TYPES } from '../draft';
import { titleChoicesOptions } from '../queries';
import { durationText } from '../words';
import classes from './event-form.module.css';
import type { EventForm } from './use-event-form';

function useTitles(q: string) {
  const { data, isPending, isPlaceholderData } = useQuery(titleChoicesOptions(q));
  const options = nearestFirst(data?.items ?? [], q, ({ title }) => title).map((title) => ({
    id: title.id,
    label: title.title,
    about: [title.author, durationText(title.duration_minutes)].filter(Boolean).join(' · '),
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

function TypeMark({ type, size = 16 }: { type: EventType; size?: number }) {
  const { icon: Glyph, kind: name } = typeLook[type];
  return (
    <span className={`${kind.kind} ${classes.type}`} data-kind={name}>
      <Glyph size={size} stroke={1.8} aria-hidden="true" />
    </span>
  );
}

const isType = (value: string): value is EventType => EVENT_TYPES.some((type) => type === value);

/** What it is: the title or a name of its own, its kind and how firm it stands. */
export function WhatFields({
  form,
  title,
}: {
  form: EventForm;
  /** The title of the saved event or of the address, which the search need not have found. */
  title: { readonly id: number; readonly title: string } | null;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const { values } = form;
  const statuses = EVENT_STATUSES.filter((status) => status !== 'cancelled' || values.status === 'cancelled');
  return (
    <div className={classes.grid}>
      <RemoteSelect
        key={title?.id ?? 0}
        label={t('field.title')}
        placeholder={t('field.titleHint')}
        chosen={title && { id: title.id, label: title.title }}
        value={values.performance_id}
        onChange={(value) => form.setFieldValue('performance_id', value)}
        useOptions={useTitles}
        error={form.errors.performance_id}
      />
      <TextInput
        label={t('field.own')}
        placeholder={t(values.performance_id === null ? 'field.ownByType' : 'field.ownByTitle')}
        maxLength={255}
        {...form.getInputProps('title')}
      />
      <Select
        label={t('field.type')}
        data={EVENT_TYPES.map((value) => ({ value, label: t(`schedule:type.${value}`) }))}
        allowDeselect={false}
        leftSection={<TypeMark type={values.event_type} />}
        renderOption={({ option }) => (
          <span className={classes.type}>
            {isType(option.value) ? <TypeMark type={option.value} /> : null}
            {option.label}
          </span>
        )}
        value={values.event_type}
        onChange={(value) => {
          if (value === null || !isType(value)) return;
          form.setFieldValue('event_type', value);
          if (!LONG_TYPES.has(value)) form.setFieldValue('endDate', null);
        }}
        error={form.errors.event_type}
      />
      <Select
        label={t('field.status')}
        data={statuses.map((value) => ({ value, label: t(`schedule:status.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('status')}
      />
    </div>
  );
}
