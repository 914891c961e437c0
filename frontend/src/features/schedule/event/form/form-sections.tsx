import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EventDraft as CheckIn, EventOut } from '@/api/gen';
import type { Conflict } from '../../types';
import type { Facts } from '../draft';
import { titleOptions } from '../queries';
import { isComplete } from '../recurrence';
import classes from './event-form.module.css';
import { MoreFields } from './more-fields';
import { PeopleEditor } from './people-editor';
import { RecurrenceEditor } from './recurrence-editor';
import { RecurrencePreview } from './recurrence-preview';
import { FormSection } from './section';
import { ThingsEditor } from './things-editor';
import type { EventForm } from './use-event-form';
import { WhatFields } from './what-fields';
import { WhenFields } from './when-fields';
import { WhereFields } from './where-fields';

interface Props {
  readonly form: EventForm;
  readonly facts: Facts;
  readonly event: EventOut | null;
  readonly title: { readonly id: number; readonly title: string } | null;
  /** What the dates of the series are asked with; null where they stay as they are. */
  readonly preview: CheckIn | null;
  readonly conflicts: readonly Conflict[];
}

/** The groups of the form, in the order in which one plans. */
export function FormSections({ form, facts, event, title, preview, conflicts }: Props) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const { values } = form;
  const chosen = useQuery({
    ...titleOptions(values.performance_id ?? 0),
    enabled: values.performance_id !== null,
  }).data;
  const name = values.performance_id === null ? null : (chosen?.title ?? title?.title ?? null);
  const called = values.participants.length;
  const single = event !== null && event.series === null;
  return (
    <div className={classes.sections}>
      <FormSection title={t('section.what')}>
        <WhatFields form={form} title={title} />
      </FormSection>
      <FormSection title={t('section.when')}>
        <WhenFields form={form} facts={facts} titleName={name} />
      </FormSection>
      <FormSection title={t('section.where')}>
        <WhereFields form={form} facts={facts} />
      </FormSection>
      <FormSection title={t('section.repeat')}>
        {single ? (
          <p className={classes.hint}>
            {t('repeat.single')}{' '}
            <Link to="/schedule/new" search={{ copy_of: event.id }}>
              {t('repeat.asCopy')}
            </Link>
          </p>
        ) : (
          <>
            <RecurrenceEditor
              rule={values.rule}
              day={values.date}
              fixed={event !== null}
              error={form.errors.rule}
              onChange={(rule) => form.setFieldValue('rule', rule)}
            />
            {values.rule && isComplete(values.rule) ? (
              <RecurrencePreview body={preview?.rrule ? preview : null} zone={facts.zone} />
            ) : null}
          </>
        )}
      </FormSection>
      <FormSection
        title={t('schedule:field.people')}
        aside={called > 0 ? <p>{t('people.count', { count: called })}</p> : null}
      >
        <PeopleEditor form={form} facts={facts} />
      </FormSection>
      <FormSection title={t('section.things')} aside={<p>{t('things.about')}</p>}>
        <ThingsEditor form={form} conflicts={conflicts} saved={event?.inventory ?? []} />
      </FormSection>
      <FormSection title={t('section.more')}>
        <MoreFields form={form} facts={facts} />
      </FormSection>
    </div>
  );
}
