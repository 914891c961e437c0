import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCopy, IconPlus, IconUserPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '@/shared/lib/random-id';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { SearchSelect } from '@/shared/ui/search-select';
import { departmentsOptions, resourcesOptions } from '../../queries';
import type { Ref } from '../../types';
import { type CallDraft, effective, type Facts } from '../draft';
import { leadOf, parseClock, timeBefore, type WallSpan } from '../times';
import classes from './people-editor.module.css';
import { PeoplePicker, type Person } from './people-picker';
import { useCopyCast } from './use-copy-cast';
import type { EventForm } from './use-event-form';

interface RowErrors {
  readonly role?: ReactNode;
  readonly user_id?: ReactNode;
  readonly call_at?: ReactNode;
}

interface RowProps {
  readonly call: CallDraft;
  readonly index: number;
  readonly start: string;
  readonly span: WallSpan | null;
  readonly people: readonly { value: string; label: string }[];
  readonly departments: readonly Ref[];
  readonly roleError: ReactNode;
  readonly personError: ReactNode;
  readonly timeError: ReactNode;
  readonly onChange: (key: string, change: Partial<CallDraft>) => void;
  readonly onRemove: (key: string) => void;
}

/** One call. Drawn again only when it changes itself: a cast has forty of them. */
const CallRow = memo(function CallRow(props: RowProps) {
  const { call, index, start, span, people, departments, onChange, onRemove } = props;
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const who = call.name ?? (call.role || t('people.row', { n: index + 1 }));
  const known =
    call.user_id === null || people.some(({ value }) => value === String(call.user_id))
      ? people
      : [{ value: String(call.user_id), label: call.name ?? '' }, ...people];
  return (
    <li className={classes.row}>
      <TextInput
        className={classes.role ?? ''}
        aria-label={t('people.roleOf', { who })}
        placeholder={t('people.role')}
        maxLength={100}
        value={call.role}
        onChange={(event) => onChange(call.key, { role: event.currentTarget.value })}
        error={props.roleError}
      />
      <SearchSelect
        className={classes.person ?? ''}
        aria-label={t('people.personOf', { who: call.role || String(index + 1) })}
        placeholder={t('people.open')}
        options={known}
        clearable
        clearLabel={t('people.makeOpen')}
        nothing={t('people.nobody')}
        value={call.user_id === null ? null : String(call.user_id)}
        onChange={(value, option) =>
          onChange(call.key, {
            user_id: value === null ? null : Number(value),
            name: option?.label ?? null,
          })
        }
        error={props.personError}
        data-open={call.user_id === null || undefined}
      />
      <NativeSelect
        className={classes.department ?? ''}
        aria-label={t('people.departmentOf', { who })}
        data={[
          { value: '', label: t('people.noDepartment') },
          ...departments.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={call.department_id === null ? '' : String(call.department_id)}
        onChange={(event) => {
          const value = event.currentTarget.value;
          onChange(call.key, { department_id: value === '' ? null : Number(value) });
        }}
      />
      <div className={classes.time}>
        <ClockInput
          bare
          clearable
          label={t('people.callOf', { who })}
          placeholder={start}
          value={call.lead === null ? '' : timeBefore(start, call.lead)}
          onChange={(time) => {
            const clock = parseClock(time);
            onChange(call.key, { lead: clock === null || !span ? null : leadOf(clock, span) });
          }}
          error={props.timeError}
        />
      </div>
      <ActionIcon aria-label={t('people.removeWho', { who })} onClick={() => onRemove(call.key)}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
});

const NO_PEOPLE: readonly never[] = [];

/** Who is called: roles, people for them or nobody yet, and when each has to be there. */
export function PeopleEditor({ form, facts }: { form: EventForm; facts: Facts }) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const staff = useQuery(resourcesOptions('staff')).data?.items ?? NO_PEOPLE;
  const departments = useQuery(departmentsOptions()).data?.items ?? NO_PEOPLE;
  const [picking, setPicking] = useState(false);
  const cast = useCopyCast(form, facts);
  const people = useMemo(() => staff.map(({ id, name }) => ({ value: String(id), label: name })), [staff]);
  const { participants, start } = form.values;
  const { span } = effective(form.values, facts);
  const from = span?.from;
  const to = span?.to;
  const stable = useMemo(() => (from && to ? { from, to } : null), [from, to]);

  const list = useRef(form);
  useEffect(() => {
    list.current = form;
  });
  const set = useCallback((next: (calls: readonly CallDraft[]) => CallDraft[]) => {
    list.current.setFieldValue('participants', next(list.current.getValues().participants));
  }, []);
  const onChange = useCallback(
    (key: string, change: Partial<CallDraft>) =>
      set((calls) => calls.map((call) => (call.key === key ? { ...call, ...change } : call))),
    [set],
  );
  const onRemove = useCallback(
    (key: string) => set((calls) => calls.filter((call) => call.key !== key)),
    [set],
  );

  const add = (chosen: readonly Person[]) => {
    setPicking(false);
    set((calls) => [
      ...calls,
      ...chosen.map((person) => ({
        key: randomId(),
        user_id: person.id,
        name: person.name,
        role: '',
        department_id: person.department?.id ?? null,
        lead: null,
      })),
    ]);
  };
  const addRole = () =>
    set((calls) => [
      ...calls,
      { key: randomId(), user_id: null, name: null, role: '', department_id: null, lead: null },
    ]);
  const errorsOf = (index: number): RowErrors => ({
    role: form.errors[`participants.${index}.role`],
    user_id: form.errors[`participants.${index}.user_id`],
    call_at: form.errors[`participants.${index}.call_at`],
  });

  return (
    <>
      {participants.length > 0 ? (
        <>
          <div className={classes.head} aria-hidden="true">
            <span>{t('people.role')}</span>
            <span>{t('people.person')}</span>
            <span>{t('schedule:field.department')}</span>
            <span>{t('people.call')}</span>
          </div>
          <ul className={classes.rows}>
            {participants.map((call, index) => {
              const errors = errorsOf(index);
              return (
                <CallRow
                  key={call.key}
                  call={call}
                  index={index}
                  start={start}
                  span={stable}
                  people={people}
                  departments={departments}
                  roleError={errors.role}
                  personError={errors.user_id}
                  timeError={errors.call_at}
                  onChange={onChange}
                  onRemove={onRemove}
                />
              );
            })}
          </ul>
        </>
      ) : (
        <p className={classes.none}>{t('people.none')}</p>
      )}
      <div className={classes.acts}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconUserPlus size={16} stroke={1.6} />}
          onClick={() => setPicking(true)}
        >
          {t('people.add')}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} stroke={1.6} />}
          onClick={addRole}
        >
          {t('people.addRole')}
        </Button>
        {form.values.performance_id === null ? null : (
          <Button
            variant="default"
            size="sm"
            loading={cast.isPending}
            leftSection={<IconCopy size={16} stroke={1.6} />}
            onClick={() => cast.mutate()}
          >
            {t('people.copy')}
          </Button>
        )}
      </div>
      {picking ? (
        <PeoplePicker
          staff={staff}
          there={new Set(participants.flatMap(({ user_id }) => (user_id === null ? [] : [user_id])))}
          onAdd={add}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
