import { Button, Checkbox, Select } from '@mantine/core';
import { IconArrowsExchange, IconNumbers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, UnitOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { PlaceName } from '../components/cells';
import { ConditionBadge, StatusBadge } from '../components/status-badge';
import { MovementDialog } from '../movements/movement-dialog';
import { STATUSES } from '../vocabulary';
import { commonBalance, unitsOptions } from './queries';
import classes from './units.module.css';

const NumberDialog = lazy(() => import('./number-dialog').then((m) => ({ default: m.NumberDialog })));
const UnitDialog = lazy(() => import('./unit-dialog').then((m) => ({ default: m.UnitDialog })));

const FEW = 8;

interface RowProps {
  readonly unit: UnitOut;
  readonly selected: boolean;
  readonly onSelect: (() => void) | null;
  readonly onOpen: () => void;
}

function UnitRow({ unit, selected, onSelect, onOpen }: RowProps) {
  const { t } = useTranslation('units');
  return (
    <li className={classes.row} data-selected={selected || undefined}>
      {onSelect ? (
        <Checkbox
          aria-label={t('select', { number: unit.number })}
          checked={selected}
          disabled={unit.status === 'decommissioned'}
          onChange={onSelect}
        />
      ) : null}
      <div className={classes.about}>
        <button
          type="button"
          className={classes.number}
          aria-label={t('edit', { number: unit.number })}
          onClick={onOpen}
        >
          {unit.number}
        </button>
        {unit.serial_number ? (
          <span className={classes.quiet}>{t('serial', { serial: unit.serial_number })}</span>
        ) : null}
        {unit.note ? <span className={classes.quiet}>{unit.note}</span> : null}
      </div>
      <div className={classes.where}>
        <PlaceName place={unit.location} />
      </div>
      <div className={classes.badges}>
        <StatusBadge status={unit.status} />
        {unit.condition === 'good' ? null : <ConditionBadge condition={unit.condition} />}
      </div>
    </li>
  );
}

type Open = { readonly number: true } | { readonly unit: UnitOut } | { readonly moving: readonly UnitOut[] };

/** The pieces of an item that have numbers of their own; nothing where there are none. */
export function UnitsSection({ item }: { item: ItemOut }) {
  const { t } = useTranslation(['units', 'inventory']);
  const can = useCan();
  const live = item.deleted_at === null;
  const mayEdit = live && can('inventory:update', item);
  const mayMove = live && can('inventory:move', item);
  const { data } = useQuery({ ...unitsOptions(item.id), enabled: item.unit_count > 0 });
  const [status, setStatus] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  if (item.unit_count === 0 || !data) return null;

  const unnumbered = data.unnumbered.reduce((sum, held) => sum + held.quantity, 0);
  const present = STATUSES.filter((one) => data.items.some((unit) => unit.status === one));
  const filtered = data.items.filter((unit) => status === null || unit.status === status);
  const shown = all ? filtered : filtered.slice(0, FEW);
  const picked = data.items.filter((unit) => chosen.has(unit.id) && unit.status !== 'decommissioned');
  const together = commonBalance(item, picked);
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const close = () => setOpen(null);
  return (
    <Section title={t('title')} aside={<b className={classes.total}>{formatNumber(data.items.length)}</b>}>
      {present.length > 1 ? (
        <Select
          className={classes.filter ?? ''}
          aria-label={t('filter')}
          size="sm"
          data={present.map((one) => ({
            value: one,
            label: `${t(`inventory:status.${one}`)} · ${data.items.filter((unit) => unit.status === one).length}`,
          }))}
          placeholder={t('every')}
          clearable
          value={status}
          onChange={setStatus}
        />
      ) : null}
      <ul className={classes.rows}>
        {shown.map((unit) => (
          <UnitRow
            key={unit.id}
            unit={unit}
            selected={chosen.has(unit.id)}
            onSelect={mayMove ? () => toggle(unit.id) : null}
            onOpen={() => setOpen({ unit })}
          />
        ))}
      </ul>
      {filtered.length === 0 ? <p className={classes.none}>{t('nothing')}</p> : null}
      <div className={classes.foot}>
        {filtered.length > FEW ? (
          <Button size="sm" variant="default" onClick={() => setAll(!all)}>
            {all ? t('showLess') : t('showAll', { n: filtered.length })}
          </Button>
        ) : null}
        {mayEdit && unnumbered > 0 ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconNumbers size={16} stroke={1.8} />}
            onClick={() => setOpen({ number: true })}
          >
            {t('number.openN', { n: unnumbered })}
          </Button>
        ) : null}
        {unnumbered > 0 ? (
          <span className={classes.quiet}>{t('unnumbered', { n: unnumbered, unit: item.unit })}</span>
        ) : null}
      </div>
      {picked.length > 0 ? (
        <div className={classes.chosen} role="status">
          <span>{t('selected', { n: picked.length })}</span>
          <Button size="sm" variant="subtle" onClick={() => setChosen(new Set())}>
            {t('clear')}
          </Button>
          <ReasonButton
            size="sm"
            reason={together ? null : t('apart')}
            leftSection={<IconArrowsExchange size={16} stroke={1.8} />}
            onClick={() => setOpen({ moving: picked })}
          >
            {t('move')}
          </ReasonButton>
        </div>
      ) : null}
      <Suspense>
        {open && 'number' in open ? (
          <NumberDialog item={item} units={data.items} unnumbered={data.unnumbered} onClose={close} />
        ) : null}
        {open && 'unit' in open ? (
          <UnitDialog unit={open.unit} editable={mayEdit} measure={item.unit} onClose={close} />
        ) : null}
      </Suspense>
      {open && 'moving' in open ? (
        <MovementDialog
          item={item}
          kind="transfer"
          picking
          from={together}
          unitIds={open.moving.map((unit) => unit.id)}
          onClose={() => {
            close();
            setChosen(new Set());
          }}
        />
      ) : null}
    </Section>
  );
}
