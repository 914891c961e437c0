import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type CallOut, type EventOut, updateCall } from '@/api/gen';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { notify } from '@/shared/ui/notify/notify';
import { SearchSelect } from '@/shared/ui/search-select';
import { departmentsOptions, resourcesOptions } from '../../queries';
import { timeOf, toWall } from '../../time';
import { usePhone } from '../../use-phone';
import { instantBefore, leadOf, parseClock } from '../times';
import { comesAt } from './calls';
import classes from './dialogs.module.css';
import type { useForced } from './use-forced';

const asId = (value: string | null) => (value === null ? null : Number(value));
const asText = (id: number | null | undefined) => (id == null ? null : String(id));

/** The instant of a clock time around an event; null where it is its start. */
export function callInstant(event: EventOut, time: string): string | null {
  const span = { from: toWall(event.starts_at, event.timezone), to: toWall(event.ends_at, event.timezone) };
  const clock = parseClock(time);
  const lead = clock === null ? 0 : leadOf(clock, span);
  return lead === 0 ? null : instantBefore(span.from, lead, event.timezone);
}

/** A call as it is, to be changed: role, person, department, time. Another time asks the person again. */
export function CallDialog({
  call,
  event,
  forced,
  onClose,
}: {
  call: CallOut;
  event: EventOut;
  forced: ReturnType<typeof useForced>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule', 'common']);
  const phone = usePhone();
  const staff = useQuery(resourcesOptions('staff')).data?.items ?? [];
  const departments = useQuery(departmentsOptions()).data?.items ?? [];
  const [role, setRole] = useState(call.role ?? '');
  const [person, setPerson] = useState(call.person?.id ?? null);
  const [department, setDepartment] = useState(call.department?.id ?? null);
  const [time, setTime] = useState(timeOf(toWall(comesAt(call, event), event.timezone)));
  const [error, setError] = useState<string | null>(null);
  const people = staff.map(({ id, name }) => ({ value: String(id), label: name }));
  const known =
    call.person && !staff.some(({ id }) => id === call.person?.id)
      ? [{ value: String(call.person.id), label: call.person.short_name }, ...people]
      : people;
  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (person === null && role.trim() === '') return setError(t('error.roleWanted'));
    if (parseClock(time) === null) return setError(t('error.time'));
    onClose();
    forced.run({
      title: t('schedulePage:sheet.notChanged'),
      run: (override) =>
        updateCall({
          path: { event_id: event.id, call_id: call.id },
          headers: ifMatch(call.version),
          body: {
            user_id: person,
            role: role.trim() || null,
            department_id: department,
            call_at: callInstant(event, time),
            override,
          },
        }),
      done: () => notify.done(t('schedulePage:sheet.changed')),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={t('schedulePage:sheet.changeTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <div className={classes.pair}>
          <TextInput
            label={t('people.role')}
            maxLength={100}
            value={role}
            onChange={(changed) => setRole(changed.currentTarget.value)}
            error={error}
            data-autofocus
          />
          <ClockInput label={t('people.call')} value={time} onChange={setTime} />
        </div>
        <SearchSelect
          label={t('people.person')}
          placeholder={t('people.open')}
          options={known}
          clearable
          clearLabel={t('people.makeOpen')}
          nothing={t('people.nobody')}
          value={asText(person)}
          onChange={(value) => setPerson(asId(value))}
        />
        <SearchSelect
          label={t('schedule:field.department')}
          placeholder={t('people.noDepartment')}
          options={departments.map(({ id, name }) => ({ value: String(id), label: name }))}
          clearable
          value={asText(department)}
          onChange={(value) => setDepartment(asId(value))}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit">{t('common:save')}</Button>
        </div>
      </form>
    </Modal>
  );
}
