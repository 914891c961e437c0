import { Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut, MovementType } from '@/api/gen';
import { createMovement } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { formatNumber } from '@/shared/lib/numbers';
import { randomId } from '@/shared/lib/random-id';
import { treeIndex } from '@/shared/lib/tree';
import { FormError } from '@/shared/ui/form/form-error';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { notify } from '@/shared/ui/notify/notify';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { PHONE_MAX } from '@/theme/tokens';
import {
  checkDraft,
  findSource,
  leavesBalance,
  type MovementDraft,
  sources,
  startDraft,
  toMovement,
} from '../movement-draft';
import { locationsOptions } from '../queries';
import { balanceKey } from '../stock';
import { LIVE_STATUSES, MOVEMENTS, STATUSES } from '../vocabulary';
import classes from './movement-dialog.module.css';

type Errors = Partial<
  Record<'quantity' | 'source' | 'to_location_id' | 'to_status' | 'comment' | 'rest', string>
>;

const FIELD: Readonly<Record<string, keyof Errors>> = {
  quantity: 'quantity',
  from_location_id: 'source',
  from_status: 'source',
  to_location_id: 'to_location_id',
  to_status: 'to_status',
  comment: 'comment',
};

function serverErrors(error: unknown): Errors {
  const problem = toApiError(error);
  const placed: Errors = {};
  for (const entry of problem.errors) {
    const field = FIELD[entry.field.replace(/^body\./, '')] ?? 'rest';
    placed[field] ??= entry.message;
  }
  return Object.keys(placed).length > 0 ? placed : { rest: problem.message };
}

interface Props {
  readonly item: ItemOut;
  readonly kind: MovementType;
  /** The balance the movement starts from, when somebody pressed it. */
  readonly from?: Balance | undefined;
  readonly onClose: () => void;
}

/** One movement of an item: transfer, receipt, write-off or correction of the books. */
export function MovementDialog({ item, kind, from, onClose }: Props) {
  const { t } = useTranslation(['inventory', 'common', 'validation', 'shell']);
  const client = useQueryClient();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const { data: tree } = useQuery(locationsOptions());
  const [draft, setDraft] = useState<MovementDraft>(() => startDraft(item, kind, from));
  const [errors, setErrors] = useState<Errors>({});
  const [key] = useState(randomId);
  const set = (patch: Partial<MovementDraft>) => {
    setDraft((current) => ({ ...current, ...patch }));
    setErrors({});
  };
  const places = treeIndex(tree?.items ?? []);
  const balanceName = (held: Balance) => {
    const path = held.location
      ? (places.get(held.location.id)?.path ?? [held.location.name])
      : [t('noPlace')];
    return `${path.join(', ')} · ${t(`status.${held.status}`)}`;
  };
  const source = findSource(item, draft.source);
  const leaves = leavesBalance(draft);
  const arrives = draft.kind === 'transfer' || !leaves;

  const save = useMutation({
    mutationFn: (body: ReturnType<typeof toMovement>) =>
      createMovement({ path: { item_id: item.id }, body, headers: { 'Idempotency-Key': key } }),
    meta: { handlesError: true },
    onSuccess: ({ data }) => {
      notify.done(t(`movement.saved.${draft.kind}`, { n: data.movement.quantity, unit: item.unit }));
      onClose();
      return invalidate(client, 'item');
    },
    onError: (error) => setErrors(serverErrors(error)),
  });

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (save.isPending) return;
    const wrong = checkDraft(draft, item);
    const found: Errors = {};
    if (wrong.source) found.source = t('validation:required');
    if (wrong.quantity === 'required') found.quantity = t('validation:moreThan', { value: '0' });
    if (wrong.quantity === 'tooMany') {
      found.quantity = t('movement.onlyHere', { n: source?.quantity ?? 0, unit: item.unit });
    }
    if (wrong.to_location_id) found.to_location_id = t('movement.nowhere');
    setErrors(found);
    if (Object.keys(found).length === 0) save.mutate(toMovement(draft, item));
  };
  useHotkeys([
    { keys: 'Mod+Enter', label: t('shell:keys.submit'), group: 'act', inInputs: true, run: () => submit() },
  ]);

  const statusOptions = draft.kind === 'transfer' ? LIVE_STATUSES : STATUSES;
  const error = (text: string | undefined) => (text ? <FormError>{text}</FormError> : null);
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={480}
      title={t('movement.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.item}>
          {item.name} <span>{item.inventory_number}</span>
        </p>
        <SegmentedControl
          fullWidth
          aria-label={t('movement.kind')}
          value={draft.kind}
          data={MOVEMENTS.map((value) => ({ value, label: t(`movement.kinds.${value}`) }))}
          onChange={(value) => {
            const next = MOVEMENTS.find((candidate) => candidate === value) ?? 'transfer';
            const fresh = startDraft(item, next, next === 'receipt' ? undefined : source);
            set({ ...fresh, quantity: draft.quantity, comment: draft.comment });
          }}
        />
        {draft.kind === 'adjustment' ? (
          <SegmentedControl
            fullWidth
            aria-label={t('movement.direction')}
            value={draft.direction}
            data={[
              { value: 'fewer', label: t('movement.fewer') },
              { value: 'more', label: t('movement.more') },
            ]}
            onChange={(value) => set({ direction: value === 'more' ? 'more' : 'fewer' })}
          />
        ) : null}
        {leaves ? (
          <Select
            label={t('movement.from')}
            data={sources(item, draft.kind).map((held) => ({
              value: balanceKey(held),
              label: `${balanceName(held)} · ${formatNumber(held.quantity)} ${item.unit}`,
            }))}
            value={draft.source}
            onChange={(value) => {
              const fresh = startDraft(item, draft.kind, findSource(item, value));
              set({ ...fresh, direction: draft.direction, quantity: draft.quantity, comment: draft.comment });
            }}
            allowDeselect={false}
            placeholder={t('movement.nothingHere')}
            error={error(errors.source)}
          />
        ) : null}
        <QuantityStepper
          label={t('field.quantity')}
          value={draft.quantity}
          onChange={(quantity) => set({ quantity })}
          max={leaves ? source?.quantity : undefined}
          unit={item.unit}
          // A phone's keyboard would cover the rest of the dialog.
          focused={!phone}
          error={error(errors.quantity)}
        />
        {arrives ? (
          <div className={classes.pair}>
            <TreeSelectField
              label={t('movement.to')}
              placeholder={t('noPlace')}
              nodes={tree?.items}
              value={draft.to_location_id}
              onChange={(to_location_id) => set({ to_location_id })}
              error={error(errors.to_location_id)}
            />
            <Select
              label={t('movement.toStatus')}
              data={statusOptions.map((value) => ({ value, label: t(`status.${value}`) }))}
              value={draft.to_status}
              onChange={(value) =>
                set({ to_status: STATUSES.find((status) => status === value) ?? draft.to_status })
              }
              allowDeselect={false}
              error={error(errors.to_status)}
            />
          </div>
        ) : null}
        <Textarea
          label={t('movement.comment')}
          placeholder={t(`movement.commentHint.${draft.kind}`)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          value={draft.comment}
          onChange={(event) => set({ comment: event.currentTarget.value })}
          error={error(errors.comment)}
        />
        {errors.rest ? (
          <p className={classes.problem} role="alert">
            <FormError>{errors.rest}</FormError>
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {draft.quantity
              ? t(`movement.submitCount.${draft.kind}`, { n: draft.quantity, unit: item.unit })
              : t(`movement.kinds.${draft.kind}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
