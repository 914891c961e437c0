import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pageSizes } from '@/shared/lib/search-params';
import { Kbd } from '../kbd/kbd';
import classes from './data-table.module.css';
import type { Page, TableSearch } from './types';

/** «Строки 1–50 из 1 248», page size, previous and next, and the keys that work in the table. */
export function TableFoot({
  page,
  onSearch,
  defaultPageSize,
  selectable,
}: {
  page: Omit<Page<never>, 'items'>;
  onSearch: (patch: TableSearch) => void;
  defaultPageSize: number;
  selectable: boolean;
}) {
  const { t } = useTranslation('table');
  const pages = Math.max(1, Math.ceil(page.total / page.page_size));
  const from = (page.page - 1) * page.page_size + 1;
  const to = Math.min(page.page * page.page_size, page.total);
  const turn = (next: number) => onSearch({ page: next === 1 ? undefined : next });
  return (
    <footer className={classes.foot}>
      <span aria-live="polite">
        {page.total === 0 || from > to ? t('noRows') : t('rows', { from, to, total: page.total })}
      </span>
      {pages > 1 ? (
        <span className={classes.pages}>
          <ActionIcon
            size="sm"
            aria-label={t('previousPage')}
            disabled={page.page <= 1}
            onClick={() => turn(page.page - 1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <span className="visually-hidden">{t('page', { page: page.page, pages })}</span>
          <ActionIcon
            size="sm"
            aria-label={t('nextPage')}
            disabled={page.page >= pages}
            onClick={() => turn(page.page + 1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </span>
      ) : null}
      {page.total > Math.min(...pageSizes) ? (
        <NativeSelect
          className={classes.size ?? ''}
          size="xs"
          aria-label={t('pageSize')}
          value={page.page_size}
          data={pageSizes.map(String)}
          onChange={(event) => {
            const size = Number(event.currentTarget.value);
            onSearch({ page: undefined, page_size: size === defaultPageSize ? undefined : size });
          }}
        />
      ) : null}
      <span className={classes.keys}>
        <Kbd>J</Kbd>
        <Kbd>K</Kbd>
        {t('keys.move')}
        {selectable ? (
          <>
            <Kbd>X</Kbd>
            {t('keys.select')}
          </>
        ) : null}
        <Kbd>Enter</Kbd>
        {t('keys.open')}
      </span>
    </footer>
  );
}
