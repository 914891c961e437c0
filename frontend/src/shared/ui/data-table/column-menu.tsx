import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import type { RowData } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import classes from './column-menu.module.css';
import type { DataColumns } from './columns';

/** Chooses a list's columns and their order; the arrows are the keyboard's drag. */
export function ColumnMenu<T extends RowData>({
  columns,
  visible,
  onChange,
}: {
  columns: DataColumns<T>;
  visible: readonly string[];
  /** The new choice; null goes back to the default. */
  onChange: (visible: readonly string[] | null) => void;
}) {
  const { t } = useTranslation('table');
  const movable = columns.list.filter((column) => !column.fixed);
  const shown = visible.flatMap((id) => movable.filter((column) => column.id === id));
  const hidden = movable.filter((column) => !visible.includes(column.id));
  const ids = shown.map((column) => column.id);
  const swap = (index: number, step: 1 | -1) => {
    const next = [...ids];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + step, 0, moved);
    onChange(next);
  };
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Tooltip label={t('columns')}>
          <ActionIcon className={classes.target ?? ''} aria-label={t('columns')} aria-haspopup="dialog">
            <IconColumns3 size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={t('columns')}>
        <ul className={classes.list}>
          {[...shown, ...hidden].map((column, index) => {
            const on = ids.includes(column.id);
            return (
              <li key={column.id} className={classes.row}>
                <Checkbox
                  className={classes.name ?? ''}
                  label={column.label()}
                  checked={on}
                  disabled={column.link === true}
                  onChange={() => onChange(on ? ids.filter((id) => id !== column.id) : [...ids, column.id])}
                />
                {on ? (
                  <>
                    <ActionIcon
                      size="sm"
                      aria-label={t('moveUp', { name: column.label() })}
                      disabled={index === 0}
                      onClick={() => swap(index, -1)}
                    >
                      <IconChevronUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      aria-label={t('moveDown', { name: column.label() })}
                      disabled={index === ids.length - 1}
                      onClick={() => swap(index, 1)}
                    >
                      <IconChevronDown size={14} />
                    </ActionIcon>
                  </>
                ) : null}
              </li>
            );
          })}
        </ul>
        <Button size="sm" variant="subtle" onClick={() => onChange(null)}>
          {t('columnsReset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
