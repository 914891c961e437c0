import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '@/api/gen';
import { formatMoney } from '@/shared/lib/money';
import { formatNumber } from '@/shared/lib/numbers';
import classes from './figures.module.css';

export const MEASURES = ['items', 'pieces', 'value'] as const;
export type Measure = (typeof MEASURES)[number];

export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly figures: Figures;
  /** The list behind the figure; undefined where the list cannot say exactly that. */
  readonly to?: LinkProps['search'];
  /** Shows what is inside the node. */
  readonly onOpen?: (() => void) | undefined;
}

export function figureText(figures: Figures, measure: Measure): string {
  return measure === 'value' ? (formatMoney(figures.value) ?? '') : formatNumber(figures[measure]);
}

const size = (figures: Figures, measure: Measure) => Number(figures[measure]);

/** One side of the inventory: rows with a bar, each a link to the items behind it. */
export function FigureList({
  title,
  hint,
  rows,
  measure,
}: {
  title: string;
  hint?: string;
  rows: readonly FigureRow[];
  measure: Measure;
}) {
  const { t } = useTranslation('analytics');
  const id = useId();
  const most = Math.max(1, ...rows.map((row) => size(row.figures, measure)));
  if (rows.length === 0) return null;
  return (
    <section className={classes.list} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
      <ul>
        {rows.map((row) => {
          const inner = (
            <>
              <span className={classes.name}>{row.name}</span>{' '}
              <span className={classes.figure}>
                {measure === 'items' || !row.to ? null : (
                  <small className={classes.opens}>{t('opens', { count: row.figures.items })}</small>
                )}{' '}
                {figureText(row.figures, measure)}
              </span>
              <span className={classes.bar} aria-hidden="true">
                <span style={{ width: `${(size(row.figures, measure) / most) * 100}%` }} />
              </span>
            </>
          );
          return (
            <li key={row.key}>
              {row.to ? (
                <Link to="/inventory" search={row.to} className={classes.row}>
                  {inner}
                </Link>
              ) : (
                <span className={classes.row}>{inner}</span>
              )}
              {row.onOpen ? (
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={t('open', { name: row.name })}
                  onClick={row.onOpen}
                >
                  <IconChevronRight size={16} stroke={1.6} />
                </ActionIcon>
              ) : (
                <span className={classes.noOpen} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
