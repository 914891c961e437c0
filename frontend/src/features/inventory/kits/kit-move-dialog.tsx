import { Button, Checkbox, Select, Skeleton, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, KitLineOut, LocationNode, MovementOut } from '@/api/gen';
import { toApiError } from '@/api/problem';
import { formatNumber } from '@/shared/lib/numbers';
import { randomId } from '@/shared/lib/random-id';
import { useCan } from '@/shared/permissions';
import { FormError } from '@/shared/ui/form/form-error';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { ACTS, actOf, obstacle, sources } from '../movements/acts';
import {
  arrives,
  checkDraft,
  findSource,
  type MovementDraft,
  startDraft,
  toMovement,
} from '../movements/draft';
import { Sheet, usePhone } from '../movements/sheet';
import { TitleSelect } from '../movements/title-select';
import { usePathOf } from '../movements/use-path-of';
import { historyOptions, locationsOptions } from '../queries';
import { balanceKey } from '../stock';
import { STATUSES } from '../vocabulary';
import { Elsewhere } from './contents-section';
import classes from './kits.module.css';
import { contentsOptions, flatLines } from './queries';
import { useKitMove } from './use-kit-move';

/** Acts in which a case travels with what is in it. */
const KIT_ACTS = ACTS.filter(
  ({ kind }) => kind !== 'receipt' && kind !== 'adjustment' && kind !== 'write_off',
);

/** What goes along and what is not there, of the kit's place that is chosen. */
function Preview({ lines }: { lines: readonly KitLineOut[] }) {
  const { t } = useTranslation('units');
  const flat = flatLines(lines);
  const going = flat.filter(({ line }) => line.here > 0);
  const missing = flat.filter(({ line }) => line.missing > 0);
  return (
    <>
      {missing.length > 0 ? (
        <section className={classes.missing}>
          <h3>
            <IconAlertTriangle size={16} aria-hidden="true" />
            {t('kitMove.missing', { count: missing.length })}
          </h3>
          <ul className={classes.lines}>
            {missing.map(({ line, key }) => (
              <li key={key} className={classes.text}>
                <span>
                  <b>{line.item.name}</b>: {t('kitMove.need', { n: line.expected })},{' '}
                  {t('kitMove.here', { n: line.here })}
                </span>
                <Elsewhere line={line} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {going.length > 0 ? (
        <section>
          <h3 className={classes.heading}>{t('kitMove.will', { count: going.length })}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
          <div className={classes.preview} tabIndex={0}>
            <ul className={classes.lines}>
              {going.map(({ line, depth, key }) => (
                <li key={key} className={classes.line}>
                  <span style={{ paddingInlineStart: depth * 16 }}>{line.item.name}</span>
                  <span className={classes.count}>
                    {formatNumber(line.here)} {line.item.unit}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </section>
      ) : null}
    </>
  );
}

interface Known {
  readonly item: ItemOut;
  readonly history: readonly MovementOut[];
  readonly places: readonly LocationNode[];
}

function Form({ known, onClose }: { known: Known; onClose: () => void }) {
  const { item, places } = known;
  const { t } = useTranslation(['units', 'movements', 'inventory', 'common', 'validation']);
  const phone = usePhone();
  const pathOf = usePathOf();
  const mayRead = useCan()('performance:read');
  const possible = KIT_ACTS.filter((one) => obstacle(item.stock, one) === null);
  const [kind, setKind] = useState(possible[0]?.kind ?? 'transfer');
  const act = actOf(kind);
  const [draft, setDraft] = useState<MovementDraft>(() => startDraft(act, known));
  const [without, setWithout] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [key, setKey] = useState(randomId);
  const save = useKitMove(item, key);
  const source = findSource(item, draft.source);
  const contents = useQuery({
    ...contentsOptions(item.id, {
      ...(source ? { status: source.status } : {}),
      ...(source?.location_id ? { location_id: source.location_id } : {}),
      ...(draft.quantity ? { kits: draft.quantity } : {}),
    }),
    enabled: source !== undefined,
  });
  const lines = contents.data?.lines ?? [];
  const incomplete = flatLines(lines).some(({ line }) => line.missing > 0);
  const set = (patch: Partial<MovementDraft>) => {
    setDraft((current) => ({ ...current, ...patch }));
    setProblem(null);
    setKey(randomId());
  };
  const arriving = arrives(act, draft);
  const statuses = arriving && act.to && act.to.length > 1 ? act.to : null;
  if (possible.length === 0) return <p>{t('kitMove.nowhere')}</p>;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const wrong = checkDraft(act, draft, item);
    if (wrong.quantity === 'tooMany') return setProblem(t('kitMove.onlyHere', { n: source?.quantity ?? 0 }));
    if (wrong.quantity) return setProblem(t('validation:moreThan', { value: '0' }));
    if (wrong.to_location_id) return setProblem(t('movements:nowhere'));
    if (wrong.source) return setProblem(t('kitMove.nowhere'));
    save.mutate(
      { ...toMovement(act, draft, item), with_missing: without },
      {
        onSuccess: onClose,
        onError: (error) => {
          const { errors, message } = toApiError(error);
          setProblem(errors[0]?.message ?? message);
          void contents.refetch();
        },
      },
    );
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <Select
        label={t('kitMove.kind')}
        data={possible.map((one) => ({ value: one.kind, label: t(`movements:act.${one.kind}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(next) => {
          const chosen = possible.find((one) => one.kind === next);
          if (!chosen) return;
          setKind(chosen.kind);
          set({ ...startDraft(chosen, known), comment: draft.comment });
        }}
      />
      <Select
        label={t('movements:field.from')}
        data={sources(item.stock, act).map((held) => ({
          value: balanceKey(held),
          label: [
            held.location ? pathOf(held.location) : t('inventory:noPlace'),
            t(`inventory:status.${held.status}`),
            `${formatNumber(held.quantity)} ${item.unit}`,
          ].join(' · '),
        }))}
        value={draft.source}
        allowDeselect={false}
        onChange={(next) =>
          set({ ...startDraft(act, known, findSource(item, next)), comment: draft.comment })
        }
      />
      {(source?.quantity ?? 0) > 1 ? (
        <QuantityStepper
          label={t('kitMove.kits')}
          value={draft.quantity}
          onChange={(quantity) => set({ quantity })}
          max={source?.quantity}
        />
      ) : null}
      {arriving ? (
        <div className={statuses ? classes.pair : undefined}>
          <TreeSelectField
            label={t('movements:field.to')}
            placeholder={t('inventory:noPlace')}
            nodes={places}
            value={draft.to_location_id}
            onChange={(to_location_id) => set({ to_location_id })}
          />
          {statuses ? (
            <Select
              label={t('movements:field.toStatus')}
              data={statuses.map((value) => ({ value, label: t(`inventory:status.${value}`) }))}
              value={draft.to_status}
              onChange={(value) =>
                set({ to_status: STATUSES.find((status) => status === value) ?? draft.to_status })
              }
              allowDeselect={false}
            />
          ) : null}
        </div>
      ) : null}
      {mayRead && act.titled ? (
        <TitleSelect
          key={act.back ? draft.source : 'title'}
          value={draft.performance}
          onChange={(performance) => set({ performance })}
          error={null}
        />
      ) : null}
      <Preview lines={lines} />
      {incomplete ? (
        <Checkbox
          label={t('kitMove.without')}
          checked={without}
          onChange={(event) => {
            setWithout(event.currentTarget.checked);
            setProblem(null);
            setKey(randomId());
          }}
        />
      ) : null}
      <Textarea
        label={t('movements:field.comment')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={10_000}
        value={draft.comment}
        onChange={(event) => set({ comment: event.currentTarget.value })}
      />
      {problem ? (
        <p className={classes.problem} role="alert">
          <FormError>{problem}</FormError>
        </p>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" size={phone ? 'xl' : 'md'} onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" size={phone ? 'xl' : 'md'} loading={save.isPending}>
          {incomplete && without ? t('kitMove.submitWithout') : t('kitMove.submit')}
        </Button>
      </div>
    </form>
  );
}

/** A kit on its way, with everything that belongs into it: what goes, and what is not there. */
export function KitMoveDialog({ item, onClose }: { item: ItemOut; onClose: () => void }) {
  const { t } = useTranslation('units');
  const places = useQuery(locationsOptions());
  const history = useInfiniteQuery(historyOptions(item.id));
  const ready = !(places.isPending || history.isPending);
  return (
    <Sheet title={`${t('kitMove.title')}: ${item.name}`} onClose={onClose}>
      {ready ? (
        <Form
          known={{
            item,
            places: places.data?.items ?? [],
            history: history.data?.pages.flatMap((page) => page.items) ?? [],
          }}
          onClose={onClose}
        />
      ) : (
        <Skeleton height={240} />
      )}
    </Sheet>
  );
}
