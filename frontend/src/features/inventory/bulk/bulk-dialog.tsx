import { Button, Progress, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import { type BulkOutcome, changeManyItems, type Selection, undoBulkRun } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { useCan } from '@/shared/permissions';
import { ChangesLink } from '@/shared/ui/changes-link/changes-link';
import { FormError } from '@/shared/ui/form/form-error';
import { Sheet } from '../movements/sheet';
import { type ActId, EMPTY, isGrave, isMove, MOVES, permissionOf, SETTERS, toAction } from './acts';
import classes from './bulk-dialog.module.css';
import { BulkFields } from './bulk-form';
import { BulkLines } from './bulk-lines';
import { BulkUses } from './bulk-uses';
import { toCsv, useWords } from './use-words';

interface Props {
  readonly act: ActId;
  readonly selection: Selection;
  readonly count: number;
  readonly archived: boolean;
  /** Something has been done: the choice has served its purpose. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Stage = 'preview' | 'done' | 'undone';

function Summary({ outcome, stage }: { outcome: BulkOutcome; stage: Stage }) {
  const { t } = useTranslation('bulk');
  const { changed, unchanged, refused } = outcome;
  return (
    <p className={classes.summary} role="status" aria-live="polite">
      <strong>{t(`${stage}.changed`, { count: changed })}</strong>
      {unchanged > 0 ? <span>{t(`${stage}.unchanged`, { count: unchanged })}</span> : null}
      {refused > 0 ? <span data-bad>{t(`${stage}.refused`, { count: refused })}</span> : null}
    </p>
  );
}

/** One act on everything chosen: what, then what would change, then what has changed, and back again. */
export function BulkDialog({ act: first, selection, count, archived, onDone, onClose }: Props) {
  const { t } = useTranslation(['bulk', 'movements', 'common']);
  const can = useCan();
  const client = useQueryClient();
  const words = useWords();
  const [act, setAct] = useState(first);
  const [draft, setDraft] = useState(EMPTY);
  const [told, setTold] = useState<{ stage: Stage; outcome: BulkOutcome } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [key, setKey] = useState(randomId);
  /** What is in use stays as it is, unless one says otherwise. */
  const [leaving, setLeaving] = useState(true);
  const action = toAction(act, draft);
  const failed = (problem: unknown) => {
    const { errors, message } = toApiError(problem);
    setError(errors[0]?.message ?? message);
  };

  const send = useMutation({
    mutationFn: async (dryRun: boolean) => {
      if (!action) throw new Error('nothing chosen');
      const body = { selection, action, dry_run: dryRun, leave_used: !dryRun && leaving };
      return (await changeManyItems({ body, headers: dryRun ? {} : { 'Idempotency-Key': key } })).data;
    },
    meta: { handlesError: true },
    onError: failed,
    onSuccess: (outcome, dryRun) => {
      setTold({ stage: dryRun ? 'preview' : 'done', outcome });
      if (dryRun) return;
      onDone();
      return invalidate(client, 'item');
    },
  });
  const undo = useMutation({
    mutationFn: async (id: number) => (await undoBulkRun({ path: { run_id: id } })).data,
    meta: { handlesError: true },
    onError: failed,
    onSuccess: (outcome) => {
      setTold({ stage: 'undone', outcome });
      return invalidate(client, 'item');
    },
  });

  const name = (one: ActId) => (isMove(one) ? t(`movements:act.${one}`) : t(`act.${one}`));
  const acts = (archived ? (['restore'] as const) : ([...MOVES, ...SETTERS, 'archive'] as const)).filter(
    (one) => can(permissionOf(one)),
  );
  const change = () => {
    setError(null);
    setKey(randomId());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send.isPending || !action) return;
    setError(null);
    send.mutate(told === null);
  };
  const csv = () => {
    if (!told) return;
    const head = [t('column.number'), t('column.item'), t('column.outcome'), t('column.reason'),
      t('column.before'), t('column.after')]; // biome-ignore format: one line of headings
    const rows = told.outcome.results.map((line) => [
      line.item.inventory_number ?? '', words.name(line), t(`result.${line.outcome}`),
      line.message ?? '', words.values(line.before), words.values(line.after),
    ]); // biome-ignore format: one line a row
    save(toCsv([head, ...rows]), `${t('file')}.csv`);
  };

  const stage = told?.stage ?? null;
  const going = told ? told.outcome.changed - (leaving ? told.outcome.used : 0) : 0;
  const title =
    stage === 'done' || stage === 'undone' ? t(`done.${stage === 'done' ? 'title' : 'undone'}`) : name(act);
  return (
    <Sheet title={title} onClose={onClose}>
      <form className={classes.dialog} onSubmit={submit} noValidate>
        <p className={classes.of}>{t('of', { count })}</p>
        {told === null ? (
          <>
            <Select
              label={t('field.act')}
              data={acts.map((one) => ({ value: one, label: name(one) }))}
              value={act}
              allowDeselect={false}
              maxDropdownHeight={320}
              onChange={(value) => {
                const next = acts.find((one) => one === value);
                if (next) setAct(next);
                change();
              }}
            />
            <BulkFields
              act={act}
              draft={draft}
              onChange={(patch) => {
                setDraft((current) => ({ ...current, ...patch }));
                change();
              }}
            />
          </>
        ) : (
          <>
            <Summary outcome={told.outcome} stage={told.stage} />
            {told.stage === 'preview' ? (
              <BulkUses
                outcome={told.outcome}
                leaving={leaving}
                onChange={(next) => {
                  setLeaving(next);
                  setKey(randomId());
                }}
              />
            ) : null}
            {told.stage === 'done' && told.outcome.changed > 0 ? (
              <ChangesLink className={classes.listed} onFollow={onClose} />
            ) : null}
            <BulkLines key={told.stage} outcome={told.outcome} done={told.stage !== 'preview'} />
            {told.stage === 'preview' && told.outcome.changed === 0 ? (
              <p className={classes.hint}>{t('nothing')}</p>
            ) : null}
          </>
        )}
        {send.isPending || undo.isPending ? (
          <div className={classes.running}>
            <Progress value={100} animated size="sm" aria-label={t('checking')} />
            <span>{told === null ? t('checking') : t('running', { count: going })}</span>
          </div>
        ) : null}
        {error ? <FormError>{error}</FormError> : null}
        <div className={classes.actions}>
          {stage === null ? (
            <>
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" disabled={!action} loading={send.isPending}>
                {t(isGrave(act) ? 'next' : 'check')}
              </Button>
            </>
          ) : stage === 'preview' ? (
            <>
              <Button variant="default" disabled={send.isPending} onClick={() => setTold(null)}>
                {t('back')}
              </Button>
              <Button
                type="submit"
                color={isGrave(act) ? 'red' : undefined}
                disabled={going === 0}
                loading={send.isPending}
                data-autofocus={isGrave(act) ? undefined : true}
              >
                {t('run', { act: name(act), n: going, count: told?.outcome.total ?? 0 })}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={csv}>
                {t('csv')}
              </Button>
              {stage === 'done' && told?.outcome.id != null && told.outcome.changed > 0 ? (
                <Button
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => told.outcome.id != null && undo.mutate(told.outcome.id)}
                >
                  {t('undo')}
                </Button>
              ) : null}
              <Button onClick={onClose}>{t('close')}</Button>
            </>
          )}
        </div>
      </form>
    </Sheet>
  );
}
