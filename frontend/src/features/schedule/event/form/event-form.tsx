import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { EventOut } from '@/api/gen';
import { applyProblem, toApiError } from '@/api/problem';
import { FormError } from '@/shared/ui/form/form-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { askScope } from '../../calendar/move/scope-question';
import { eventOptions } from '../../queries';
import { dayOf } from '../../time';
import type { Conflict } from '../../types';
import { type Scope, toBody, toCheck } from '../bodies';
import { draftOf, type EventDraft, effective, validate } from '../draft';
import { toRRule } from '../recurrence';
import { refusedFor } from '../refusal';
import { differences, merge } from '../stale';
import { ConflictPanel, Verdict } from './conflict-panel';
import classes from './event-form.module.css';
import { FormSections } from './form-sections';
import { slotChange, substituted, withAlternative } from './remedies';
import { StaleDialog } from './stale-dialog';
import { useCheck } from './use-check';
import { useEventForm } from './use-event-form';
import { useSave } from './use-save';

/** What the server calls by other names than the form. */
const RENAMED = { starts_at: 'start', ends_at: 'end', stage_ready_at: 'ready', rrule: 'rule' };
const FROM_HERE: readonly Scope[] = ['following', 'all'];

function focusWrong(form: RefObject<HTMLFormElement | null>) {
  requestAnimationFrame(() =>
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus(),
  );
}

interface Refused {
  readonly at: EventDraft;
  readonly conflicts: readonly Conflict[];
  readonly scope: Scope;
}

interface Props {
  readonly initial: EventDraft;
  /** The saved event; null when a new one is made. */
  readonly event: EventOut | null;
  /** The title that the draft begins with. */
  readonly title: { readonly id: number; readonly title: string } | null;
  /** The zone of the venue or the theatre, for what comes from the server. */
  readonly homeZone: string;
  readonly onSaved: (eventId: number) => void;
  readonly onCancel: () => void;
}

/** All of an event, with its conflicts beside it while one writes. */
export function EventFormView({ initial, event, title, homeZone, onSaved, onCancel }: Props) {
  const { t } = useTranslation(['scheduleEvent', 'common', 'shell']);
  const client = useQueryClient();
  const element = useRef<HTMLFormElement>(null);
  const { form, facts } = useEventForm(initial);
  /** What the words are based on. */
  const [base, setBase] = useState({ draft: initial, event });
  const [theirs, setTheirs] = useState<EventOut | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const { values } = form;

  const ruleText = (draft: EventDraft) => draft.rule && draft.date && toRRule(draft.rule, draft.date);
  const newRule = event?.series != null && ruleText(values) !== ruleText(base.draft);
  /** What nobody touched is not sent: answers and bookings made meanwhile stay. */
  const touched = (name: 'participants' | 'inventory') =>
    event === null || JSON.stringify(values[name]) !== JSON.stringify(base.draft[name]);

  const asked = toCheck(values, facts, event && { id: event.id, scope: newRule ? 'following' : 'this' });
  const { check, body } = useCheck(
    asked && {
      ...asked,
      participants: touched('participants') ? (asked.participants ?? null) : null,
      inventory: touched('inventory') ? (asked.inventory ?? null) : null,
      rrule: event === null || newRule ? (asked.rrule ?? null) : null,
    },
  );

  const save = useSave(event, {
    onSaved: (eventId) => {
      // The guard must know before the navigation asks it.
      flushSync(() => form.resetDirty());
      onSaved(eventId);
    },
    onError: async (error, order) => {
      const conflicts = refusedFor(error);
      if (conflicts) return setRefused({ at: form.getValues(), conflicts, scope: order.scope });
      if (toApiError(error).status !== 412 || event === null) {
        setProblem(applyProblem(form, error, RENAMED));
        return focusWrong(element);
      }
      const fresh = await client.fetchQuery({ ...eventOptions(event.id), staleTime: 0 }).catch(() => null);
      if (!fresh) return setProblem(toApiError(error).message);
      // Only what this form does not hold has changed: nothing is lost by saving on top.
      if (differences(base.draft, draftOf(fresh, homeZone), form.getValues()).length === 0)
        save.mutate({ ...order, version: fresh.version });
      else setTheirs(fresh);
    },
  });
  useUnsavedGuard(() => !save.isSuccess && form.isDirty());

  const send = async (reason: string | null) => {
    const faults = validate(form.getValues(), facts);
    if (Object.keys(faults).length > 0) {
      form.setErrors(faults);
      return focusWrong(element);
    }
    const whole = toBody(form.getValues(), facts);
    if (whole === null || save.isPending) return;
    setProblem(null);
    const scope =
      event?.series == null
        ? 'this'
        : reason !== null && refused?.at === values
          ? refused.scope
          : await askScope(event.title, event.series, 'change', newRule ? FROM_HERE : undefined);
    if (scope === null) return;
    save.mutate({
      body: {
        ...whole,
        participants: touched('participants') ? (whole.participants ?? null) : null,
        inventory: touched('inventory') ? (whole.inventory ?? null) : null,
        rrule: event === null || newRule ? (whole.rrule ?? null) : null,
      },
      scope,
      reason,
      version: base.event?.version ?? null,
    });
  };
  const submit = () => void send(null);
  useHotkeys([
    { keys: 'Mod+Enter', label: t('shell:keys.submit'), group: 'act', inInputs: true, run: submit },
  ]);

  const rebase = (fresh: EventOut, keepMine: boolean) => {
    const next = draftOf(fresh, homeZone);
    form.setInitialValues(next);
    form.setValues(keepMine ? merge(base.draft, next, form.getValues()) : next);
    setBase({ draft: next, event: fresh });
    setTheirs(null);
  };
  const { span } = effective(values, facts);
  const shown = refused !== null && refused.at === values ? refused.conflicts : null;

  const conflicts = shown ?? check.data?.conflicts ?? [];

  return (
    <form
      ref={element}
      className={classes.form}
      noValidate
      aria-label={t('form')}
      onSubmit={(pressed) => {
        pressed.preventDefault();
        submit();
      }}
    >
      <div className={classes.columns}>
        <FormSections
          form={form}
          facts={facts}
          event={event}
          title={title}
          preview={newRule || event === null ? body : null}
          conflicts={conflicts}
        />
        <ConflictPanel
          check={check}
          refused={shown}
          zone={facts.zone}
          busy={save.isPending}
          reasonBefore={event?.override?.reason ?? ''}
          onSubstitute={(conflict, person) => form.setValues(substituted(form.getValues(), conflict, person))}
          onAlternative={(conflict) => form.setValues(withAlternative(form.getValues(), conflict))}
          onSlot={(slot) =>
            form.setValues(slotChange(form.getValues(), slot, facts.zone, span && dayOf(span.from)))
          }
          onOverride={(reason) => void send(reason)}
        />
      </div>
      <div className={classes.actions}>
        <Verdict conflicts={conflicts} />
        {problem ? (
          <p className={classes.problem} role="alert" tabIndex={-1}>
            <FormError>{problem}</FormError>
          </p>
        ) : null}
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t(event ? 'common:save' : values.rule ? 'createSeries' : 'create')}
        </Button>
      </div>
      {theirs ? (
        <StaleDialog
          theirs={theirs}
          changed={differences(base.draft, draftOf(theirs, homeZone), values)}
          onMerge={() => rebase(theirs, true)}
          onDiscard={() => rebase(theirs, false)}
          onClose={() => setTheirs(null)}
        />
      ) : null}
    </form>
  );
}
