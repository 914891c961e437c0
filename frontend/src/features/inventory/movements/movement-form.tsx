import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut, LocationNode, MovementOut } from '@/api/gen';
import { toApiError } from '@/api/problem';
import { formatNumber } from '@/shared/lib/numbers';
import { randomId } from '@/shared/lib/random-id';
import { treeIndex } from '@/shared/lib/tree';
import { useCan } from '@/shared/permissions';
import { FormError } from '@/shared/ui/form/form-error';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { balanceKey } from '../stock';
import { UnitPicker, useUnitChoice } from '../units/unit-picker';
import { STATUSES } from '../vocabulary';
import { type Act, sources } from './acts';
import { BalancePreview } from './balance-preview';
import {
  arrives,
  checkDraft,
  findSource,
  leavesBalance,
  type MovementDraft,
  preview,
  startDraft,
  toMovement,
} from './draft';
import classes from './movement-dialog.module.css';
import { usePhone } from './sheet';
import { TitleSelect } from './title-select';
import { useMove } from './use-movement';

type Field =
  | 'quantity'
  | 'source'
  | 'to_location_id'
  | 'to_status'
  | 'performance_id'
  | 'comment'
  | 'units'
  | 'rest';
type Errors = Partial<Record<Field, string>>;

const FIELD: Readonly<Record<string, Field>> = {
  quantity: 'quantity',
  from_location_id: 'source',
  from_status: 'source',
  to_location_id: 'to_location_id',
  to_status: 'to_status',
  performance_id: 'performance_id',
  comment: 'comment',
  unit_ids: 'units',
};

/** The server's complaints on their fields; those of a field that this act does not show go below. */
function serverErrors(error: unknown, shown: ReadonlySet<Field>): Errors {
  const problem = toApiError(error);
  const placed: Errors = {};
  for (const entry of problem.errors) {
    const field = FIELD[entry.field.replace(/^body\./, '')] ?? 'rest';
    placed[shown.has(field) ? field : 'rest'] ??= entry.message;
  }
  return Object.keys(placed).length > 0 ? placed : { rest: problem.message };
}

interface Props {
  readonly item: ItemOut;
  readonly act: Act;
  readonly places: readonly LocationNode[];
  readonly history: readonly MovementOut[];
  readonly from: Balance | undefined;
  readonly unitIds: readonly number[];
  readonly onClose: () => void;
}

/** The fields of one act, with what it will make of the balances. */
export function MovementForm({ item, act, places, history, from, unitIds, onClose }: Props) {
  const { t } = useTranslation(['movements', 'inventory', 'common', 'validation', 'shell']);
  const phone = usePhone();
  const titled = useCan()('performance:read') && act.titled === true;
  const known = { item, history, places };
  const [draft, setDraft] = useState<MovementDraft>(() => {
    const fresh = startDraft(act, known, from);
    return unitIds.length > 0 ? { ...fresh, quantity: unitIds.length } : fresh;
  });
  const [errors, setErrors] = useState<Errors>({});
  const [key, setKey] = useState(randomId);
  const save = useMove(item, key);
  const set = (patch: Partial<MovementDraft>) => {
    setDraft((current) => ({ ...current, ...patch }));
    setErrors({});
    setKey(randomId);
  };
  const index = treeIndex(places);
  const balanceName = (held: Balance) => {
    const path = held.location
      ? (index.get(held.location.id)?.path ?? [held.location.name])
      : [t('inventory:noPlace')];
    return `${path.join(', ')} · ${t(`inventory:status.${held.status}`)}`;
  };
  const source = findSource(item, draft.source);
  const units = useUnitChoice(item, source, unitIds);
  const leaves = leavesBalance(act, draft);
  const arriving = arrives(act, draft);
  const statuses = arriving && act.to && act.to.length > 1 ? act.to : null;

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (save.isPending) return;
    const wrong = checkDraft(act, draft, item);
    const found: Errors = {};
    if (wrong.source) found.source = t('validation:required');
    if (wrong.quantity === 'required') found.quantity = t('validation:moreThan', { value: '0' });
    if (wrong.quantity === 'tooMany') {
      found.quantity = t('onlyHere', { n: source?.quantity ?? 0, unit: item.unit });
    }
    if (wrong.to_location_id) found.to_location_id = t('nowhere');
    const apart = leaves && draft.quantity ? units.wrong(draft.quantity) : null;
    if (apart && !found.quantity) found.units = apart;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const shown = new Set<Field>(['quantity', 'comment']);
    if (leaves) shown.add('source').add('units');
    if (arriving) shown.add('to_location_id');
    if (statuses) shown.add('to_status');
    if (titled) shown.add('performance_id');
    const body = toMovement(act, draft, item);
    save.mutate(leaves && units.picked.length > 0 ? { ...body, unit_ids: units.picked } : body, {
      onSuccess: onClose,
      onError: (error) => setErrors(serverErrors(error, shown)),
    });
  };
  useHotkeys([
    { keys: 'Mod+Enter', label: t('shell:keys.submit'), group: 'act', inInputs: true, run: () => submit() },
  ]);

  const error = (field: Field) => (errors[field] ? <FormError>{errors[field]}</FormError> : null);
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      {act.kind === 'adjustment' ? (
        <SegmentedControl
          fullWidth
          aria-label={t('field.direction')}
          value={draft.direction}
          data={[
            { value: 'fewer', label: t('field.fewer') },
            { value: 'more', label: t('field.more') },
          ]}
          onChange={(value) => set({ direction: value === 'more' ? 'more' : 'fewer' })}
        />
      ) : null}
      {leaves ? (
        <Select
          label={t('field.from')}
          data={sources(item.stock, act).map((held) => ({
            value: balanceKey(held),
            label: `${balanceName(held)} · ${formatNumber(held.quantity)} ${item.unit}`,
          }))}
          value={draft.source}
          onChange={(value) => {
            const fresh = startDraft(act, known, findSource(item, value));
            set({
              ...fresh,
              direction: draft.direction,
              quantity: draft.quantity,
              comment: draft.comment,
              performance: act.back ? fresh.performance : draft.performance,
            });
          }}
          allowDeselect={false}
          placeholder={t('nothingHere')}
          error={error('source')}
        />
      ) : null}
      <QuantityStepper
        label={t('field.quantity')}
        value={draft.quantity}
        onChange={(quantity) => set({ quantity })}
        max={leaves ? source?.quantity : undefined}
        unit={item.unit}
        description={leaves && source ? t('field.outOf', { n: source.quantity, unit: item.unit }) : undefined}
        // A phone's keyboard would cover the rest of the dialog.
        focused={!phone}
        error={error('quantity')}
      />
      {leaves ? (
        <UnitPicker
          item={item}
          held={source}
          value={units.picked}
          onChange={(ids) => {
            units.choose(ids);
            set({ quantity: ids.length || 1 });
          }}
          error={error('units')}
        />
      ) : null}
      {arriving ? (
        <div className={statuses ? classes.pair : undefined}>
          <TreeSelectField
            label={t('field.to')}
            placeholder={t('inventory:noPlace')}
            nodes={places}
            value={draft.to_location_id}
            onChange={(to_location_id) => set({ to_location_id })}
            error={error('to_location_id')}
          />
          {statuses ? (
            <Select
              label={t('field.toStatus')}
              data={statuses.map((value) => ({ value, label: t(`inventory:status.${value}`) }))}
              value={draft.to_status}
              onChange={(value) =>
                set({ to_status: STATUSES.find((status) => status === value) ?? draft.to_status })
              }
              allowDeselect={false}
              error={error('to_status')}
            />
          ) : null}
        </div>
      ) : null}
      {titled ? (
        <TitleSelect
          // Pieces on their way back bring the title of their place.
          key={act.back ? draft.source : 'title'}
          value={draft.performance}
          onChange={(performance) => set({ performance })}
          error={error('performance_id')}
        />
      ) : null}
      <Textarea
        label={t('field.comment')}
        placeholder={t(`hint.${act.kind}`)}
        autosize
        minRows={phone ? 1 : 2}
        maxRows={6}
        maxLength={10_000}
        value={draft.comment}
        onChange={(event) => set({ comment: event.currentTarget.value })}
        error={error('comment')}
      />
      <BalancePreview changes={preview(act, draft, item)} unit={item.unit} />
      {errors.rest ? (
        <p className={classes.problem} role="alert">
          <FormError>{errors.rest}</FormError>
        </p>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" size={phone ? 'xl' : 'md'} onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" size={phone ? 'xl' : 'md'} loading={save.isPending}>
          {draft.quantity
            ? t(`submit.${act.kind}`, { n: draft.quantity, unit: item.unit })
            : t(`act.${act.kind}`)}
        </Button>
      </div>
    </form>
  );
}
