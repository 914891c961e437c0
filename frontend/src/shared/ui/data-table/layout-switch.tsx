import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowsSort,
  IconCheck,
  IconLayoutGrid,
  IconList,
  IconPhoto,
  IconSortAscending,
  IconSortDescending,
  IconTable,
} from '@tabler/icons-react';
import type { RowData } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import type { DataColumns } from './columns';
import classes from './layout-switch.module.css';
import { type Layout, layouts, type TableSearch } from './types';

const ICONS = { table: IconTable, list: IconList, grid: IconLayoutGrid, gallery: IconPhoto } as const;

/** Table, list, grid or gallery. */
export function LayoutSwitch({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  const { t } = useTranslation('photos');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a block of its own
    <div className={classes.switch} role="group" aria-label={t('layout.label')}>
      {layouts.map((layout) => {
        const Glyph = ICONS[layout];
        return (
          <Tooltip key={layout} label={t(`layout.${layout}`)}>
            <ActionIcon
              size="sm"
              data-layout={layout}
              aria-label={t(`layout.${layout}`)}
              aria-pressed={value === layout}
              onClick={() => onChange(layout)}
            >
              <Glyph size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** The order of the rows where there are no headings to press. */
export function SortMenu<T extends RowData>({
  columns,
  sort,
  onSearch,
}: {
  columns: DataColumns<T>;
  sort: string;
  onSearch: (patch: TableSearch) => void;
}) {
  const { t } = useTranslation('photos');
  const descending = sort.startsWith('-');
  const current = sort.replace(/^-/, '');
  const set = (next: string) => onSearch({ sort: next, page: undefined });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Tooltip label={t('layout.sort')}>
          <ActionIcon className={classes.sort ?? ''} aria-label={t('layout.sort')}>
            <IconArrowsSort size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.list.map((column) =>
          column.sort === undefined ? null : (
            <Menu.Item
              key={column.id}
              rightSection={column.sort === current ? <IconCheck size={14} /> : null}
              onClick={() => set(column.sortDescendingFirst ? `-${column.sort}` : (column.sort ?? ''))}
            >
              {column.label()}
            </Menu.Item>
          ),
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSortAscending size={16} stroke={1.6} />}
          rightSection={descending ? null : <IconCheck size={14} />}
          onClick={() => set(current)}
        >
          {t('layout.ascending')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSortDescending size={16} stroke={1.6} />}
          rightSection={descending ? <IconCheck size={14} /> : null}
          onClick={() => set(`-${current}`)}
        >
          {t('layout.descending')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
