import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addParticipant, type EventOut } from '@/api/gen';
import { ClockInput } from '@/shared/ui/clock-input/clock-input';
import { notify } from '@/shared/ui/notify/notify';
import { SearchMultiSelect } from '@/shared/ui/search-select';
import { resourcesOptions } from '../../queries';
import { timeOf, toWall } from '../../time';
import { usePhone } from '../../use-phone';
import { callInstant } from './call-dialog';
import classes from './dialogs.module.css';
import type { useForced } from './use-forced';

/** Calls several people in one role, or opens a role that nobody has yet. */
export function AddCallsDialog({
  event,
  forced,
  onClose,
}: {
  event: EventOut;
  forced: ReturnType<typeof useForced>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  const phone = usePhone();
  const staff = useQuery(resourcesOptions('staff')).data?.items ?? [];
  const [role, setRole] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [time, setTime] = useState(timeOf(toWall(event.starts_at, event.timezone)));
  const [error, setError] = useState<string | null>(null);
  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (chosen.length === 0 && role.trim() === '') return setError(t('error.roleWanted'));
    const call_at = callInstant(event, time);
    // What has been done stays done when a later one is refused: only the rest is sent again.
    const left = chosen.length > 0 ? chosen.map(Number) : [null];
    onClose();
    forced.run({
      title: t('schedulePage:sheet.notAdded'),
      run: async (override) => {
        for (let user_id = left[0]; user_id !== undefined; user_id = left[0]) {
          await addParticipant({
            path: { event_id: event.id },
            body: { user_id, role: role.trim() || null, call_at, override },
          });
          left.shift();
        }
      },
      done: () =>
        notify.done(
          chosen.length > 0
            ? t('schedulePage:sheet.added', { count: chosen.length })
            : t('schedulePage:sheet.opened', { role: role.trim() }),
        ),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={t('people.pick')}
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
        <SearchMultiSelect
          label={t('schedulePage:sheet.whom')}
          placeholder={chosen.length === 0 ? t('people.open') : ''}
          data={staff.map(({ id, name }) => ({ value: String(id), label: name }))}
          clearable
          nothingFoundMessage={t('people.nobody')}
          value={chosen}
          onChange={setChosen}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit">
            {chosen.length > 0
              ? t('people.addCount', { count: chosen.length })
              : t('schedulePage:sheet.addRole')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
