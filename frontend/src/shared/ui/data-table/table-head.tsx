import { Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './columns';
import classes from './data-table.module.css';
import type { TableSearch } from './types';

function nextSort(
  column: Pick<DataColumn<never>, 'sort' | 'sortDescendingFirst'>,
  current: string | undefined,
) {
  const up = column.sort ?? '';
  const down = `-${up}`;
  const [first, second] = column.sortDescendingFirst ? [down, up] : [up, down];
  return current === first ? second : first;
}

/** The heading row. A sortable heading is a button; the arrow stands only where the order comes from. */
export function TableHead<T>({
  columns,
  sort,
  onSearch,
  all,
  onAll,
}: {
  columns: readonly DataColumn<T>[];
  sort: string | undefined;
  onSearch: (patch: TableSearch) => void;
  /** State of «select all on the page»; undefined when rows cannot be selected. */
  all: 'none' | 'some' | 'all' | undefined;
  onAll: () => void;
}) {
  const { t } = useTranslation('table');
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {all === undefined ? null : (
          <th className={classes.check}>
            <Checkbox
              aria-label={t('selectAll')}
              checked={all === 'all'}
              indeterminate={all === 'some'}
              onChange={onAll}
            />
          </th>
        )}
        {columns.map((column) => {
          const sorted = column.sort !== undefined && sort?.replace(/^-/, '') === column.sort;
          const descending = sorted && sort?.startsWith('-');
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              aria-sort={
                column.sort === undefined
                  ? undefined
                  : sorted
                    ? descending
                      ? 'descending'
                      : 'ascending'
                    : 'none'
              }
            >
              {column.sort === undefined ? (
                column.label()
              ) : (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={sorted || undefined}
                  onClick={() => onSearch({ sort: nextSort(column, sort), page: undefined })}
                >
                  {column.label()}
                  {sorted ? (
                    descending ? (
                      <IconChevronDown size={12} stroke={2} aria-hidden="true" />
                    ) : (
                      <IconChevronUp size={12} stroke={2} aria-hidden="true" />
                    )
                  ) : null}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
