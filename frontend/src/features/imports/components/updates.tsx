import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunOut, OptionsOut, RowUpdateOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useFieldNames } from '../use-field-names';
import step from './check-step.module.css';
import classes from './updates.module.css';

const AT_FIRST = 50;
const STEP = 200;

export interface Choice {
  readonly known: OptionsOut['known'];
  readonly left_rows: readonly number[];
}

function Line({
  update,
  chosen,
  onChosen,
}: {
  update: RowUpdateOut;
  /** Null while all rows are left. */
  chosen: boolean | null;
  onChosen: (chosen: boolean) => void;
}) {
  const { t } = useTranslation('imports');
  const nameOf = useFieldNames();
  return (
    <li className={classes.line} data-left={chosen === false || undefined}>
      {chosen === null ? null : (
        <Checkbox
          checked={chosen}
          aria-label={t('updates.take', { row: update.row, name: update.item.name })}
          onChange={(event) => onChosen(event.currentTarget.checked)}
        />
      )}
      <div className={classes.what}>
        <p className={classes.item}>
          <Link to="/inventory/$itemId" params={{ itemId: update.item.id }}>
            {update.item.name}
          </Link>
          <small>
            {update.inventory_number} · {t('updates.row', { row: update.row })}
          </small>
        </p>
        <dl className={classes.changes}>
          {update.changes.map((change) => (
            <div key={change.field}>
              <dt>{change.heading === change.field ? nameOf(change.field) : change.heading}</dt>
              <dd>
                <del>{change.old || t('updates.empty')}</del>
                <span aria-hidden="true">→</span>
                <ins>{change.new}</ins>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}

/** Rows whose number an item has already, with other data: old and new, and what to do with them. */
export function Updates({
  found,
  choice,
  onChoice,
}: {
  found: DryRunOut;
  choice: Choice;
  onChoice: (choice: Choice) => void;
}) {
  const { t } = useTranslation('imports');
  const id = useId();
  const [limit, setLimit] = useState(AT_FIRST);
  const left = new Set(choice.left_rows);
  const choose = (row: number, chosen: boolean) => {
    const rows = choice.left_rows.filter((one) => one !== row);
    onChoice({ ...choice, left_rows: chosen ? rows : [...rows, row] });
  };
  const { updates } = found;
  return (
    <section className={step.section} aria-labelledby={id}>
      <header>
        <h3 id={id}>
          {t('updates.title')}
          <span>{formatNumber(found.changed)}</span>
        </h3>
        <SegmentedControl
          aria-label={t('updates.choice')}
          value={choice.known}
          data={[
            { value: 'leave', label: t('updates.leave') },
            { value: 'update', label: t('updates.update') },
          ]}
          onChange={(known) => onChoice({ ...choice, known: known === 'update' ? 'update' : 'leave' })}
        />
      </header>
      <p className={step.hint}>{t('updates.hint')}</p>
      <ul>
        {updates.slice(0, limit).map((update) => (
          <Line
            key={update.row}
            update={update}
            chosen={choice.known === 'update' ? !left.has(update.row) : null}
            onChosen={(chosen) => choose(update.row, chosen)}
          />
        ))}
      </ul>
      {updates.length > limit || found.changed > updates.length ? (
        <div className={step.more}>
          {updates.length > limit ? (
            <Button size="sm" variant="default" onClick={() => setLimit(limit + STEP)}>
              {t('check.more', { count: Math.min(STEP, updates.length - limit) })}
            </Button>
          ) : null}
          {found.changed > updates.length
            ? t('check.truncated', { shown: updates.length, total: found.changed })
            : null}
        </div>
      ) : null}
    </section>
  );
}
