import { Modal, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishPlan } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { errorMessage } from '@/api/problem';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { monthInText } from '../calendar/period';
import { Counts } from './counts';
import classes from './plan-page.module.css';
import { monthConflictsOptions } from './queries';
import type { MonthPlan } from './types';

/** Before the whole house reads it: what still clashes in the month. */
function Clashing({ month }: { month: string }) {
  const { t } = useTranslation('schedulePlan');
  const clashes = useQuery(monthConflictsOptions(month));
  if (clashes.isPending) return <p className={classes.hint}>{t('publish.checking')}</p>;
  if (clashes.isError) return <p className={classes.hint}>{t('publish.unchecked')}</p>;
  const count = clashes.data.items.filter(({ overridden }) => !overridden).length;
  if (count === 0) {
    return (
      <p className={classes.free}>
        <IconCheck size={16} stroke={1.8} aria-hidden="true" />
        {t('publish.free')}
      </p>
    );
  }
  return (
    <div className={classes.warning} role="alert">
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
      <p>
        <b>{t('publish.conflicts', { count })}</b>
        <br />
        {t('publish.conflictsText')}{' '}
        <Link
          to="/schedule/conflicts"
          search={{ from: `${month}-01`, range: 'month', severity: ['hard'] }}
          target="_blank"
        >
          {t('publish.seeConflicts')}
        </Link>
      </p>
    </div>
  );
}

/** The draft becomes the next version, read by everybody. */
export function PublishDialog({ plan, onClose }: { plan: MonthPlan; onClose: () => void }) {
  const { t } = useTranslation(['schedulePlan', 'common']);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const last = plan.published?.version ?? 0;
  const version = last + 1;
  const publish = useMutation({
    mutationFn: async () =>
      (
        await publishPlan({
          path: { month: plan.month },
          body: { note: note.trim() || null, expected_version: last },
        })
      ).data,
    meta: { handlesError: true },
    onSuccess: (made) => {
      notify.done(t('publish.done', { version: made.version }));
      onClose();
    },
    onSettled: () => invalidate(client, 'plan'),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('publish.title', { month: monthInText(`${plan.month}-01`) })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!publish.isPending) publish.mutate();
        }}
      >
        <p>{t('publish.text', { version })}</p>
        {plan.difference ? (
          <Counts difference={plan.difference} />
        ) : (
          <p className={classes.hint}>
            {t('publish.first', { shows: t('shows', { count: plan.rows.length }) })}
          </p>
        )}
        <Clashing month={plan.month} />
        <Textarea
          label={t('publish.note')}
          description={t('publish.noteHint')}
          placeholder={t('publish.notePlaceholder')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormFoot
          problem={publish.isError ? errorMessage(publish.error) : null}
          busy={publish.isPending}
          action={t('publish.submit', { version })}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}
