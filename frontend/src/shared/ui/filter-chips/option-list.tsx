import { Checkbox, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { TagMark } from '../badge/tone-badge';
import classes from './filter-chips.module.css';
import type { ChoiceFilter, FilterOption } from './types';

const SEARCH_FROM = 8;

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** Options that match, each with the parents above it so that a branch stays readable. */
function matching<V extends string | number>(options: readonly FilterOption<V>[], query: string) {
  const wanted = fold(query.trim());
  if (wanted === '') return options;
  const kept = new Set<V>();
  const path: FilterOption<V>[] = [];
  for (const option of options) {
    const depth = option.depth ?? 0;
    path.length = depth;
    path[depth] = option;
    if (fold(option.label).includes(wanted)) for (const parent of path) if (parent) kept.add(parent.value);
  }
  return options.filter((option) => kept.has(option.value));
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input')];
  const index = stops.indexOf(document.activeElement as HTMLElement);
  stops[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

/** The inside of a filter's popover: a search over many options and their boxes. */
export function OptionList<V extends string | number>({ filter }: { filter: ChoiceFilter<V> }) {
  const { t } = useTranslation('table');
  const [query, setQuery] = useState('');
  const { options, value, onChange } = filter;
  if (!options) {
    return (
      <div className={classes.options} aria-busy="true">
        <Skeleton height={14} m={8} />
        <Skeleton height={14} m={8} width="70%" />
        <Skeleton height={14} m={8} width="80%" />
      </div>
    );
  }
  const shown = matching(options, query);
  return (
    <fieldset className={classes.list} onKeyDown={moveFocus}>
      <legend className="visually-hidden">{filter.label}</legend>
      {options.length >= SEARCH_FROM ? (
        <TextInput
          className={classes.search ?? ''}
          size="sm"
          type="search"
          aria-label={t('filters.search')}
          placeholder={t('filters.search')}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          data-autofocus
        />
      ) : null}
      <div className={classes.options}>
        {shown.length === 0 ? <p className={classes.nothing}>{t('filters.nothing')}</p> : null}
        {shown.map((option) => {
          const on = value.includes(option.value);
          return (
            <Checkbox
              key={option.value}
              className={classes.option ?? ''}
              style={{ paddingInlineStart: 8 + (option.depth ?? 0) * 16 }}
              checked={on}
              label={
                <span className={classes.optionLabel}>
                  {option.icon ? <option.icon size={14} stroke={1.8} aria-hidden="true" /> : null}
                  <TagMark color={option.color} />
                  <span>{option.label}</span>
                  {option.count === undefined ? null : <small>{formatNumber(option.count)}</small>}
                </span>
              }
              onChange={() =>
                onChange(on ? value.filter((other) => other !== option.value) : [...value, option.value])
              }
            />
          );
        })}
      </div>
    </fieldset>
  );
}
