import { Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBookmark,
  IconCopy,
  IconDots,
  IconDownload,
  IconTags,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import { useCan } from '@/shared/permissions';
import { BulkBar } from '@/shared/ui/data-table';
import { notify } from '@/shared/ui/notify/notify';
import { exportUrl } from '../components/export-menu';
import { LabelsButton } from '../components/labels-button';
import type { InventorySearch } from '../search';
import { type ActId, isMove, permissionOf } from './acts';
import type { Chosen } from './use-chosen';

/** As many ids as the list takes in one address. */
const NAMED = 500;
const MORE: readonly ActId[] = [
  'set_category',
  'set_department',
  'set_responsible',
  'set_condition',
  'remove_tags',
  'repair_out',
  'write_off',
  'archive',
];

interface Props {
  readonly chosen: Chosen;
  readonly search: InventorySearch;
  /** How many the list finds; offered to be chosen once the whole page is. */
  readonly total: number;
  readonly pageChosen: boolean;
  /** The list's filters in words. */
  readonly filters: string;
  readonly visible: readonly string[];
  readonly onAct: (act: ActId) => void;
}

/** Acts on what is chosen. */
export function SelectionBar({ chosen, search, total, pageChosen, filters, visible, onAct }: Props) {
  const { t } = useTranslation(['bulk', 'inventory', 'movements']);
  const can = useCan();
  const archived = search.archived === true;
  const units = chosen.rows.reduce((sum, row) => sum + row.quantity, 0);
  const may = (one: ActId) => can('inventory:bulk') && can(permissionOf(one));
  const copy = async () => {
    await navigator.clipboard.writeText(chosen.rows.map((row) => row.inventory_number).join('\n'));
    notify.done(t('inventory:bulk.copied', { count: chosen.size }));
  };
  const exported = () => {
    const wanted = chosen.everything
      ? search
      : { id: chosen.rows.map((row) => row.id), archived: search.archived };
    return download(exportUrl('xlsx', wanted, visible), 'inventory.xlsx');
  };
  const words = [search.q ? t('searched', { words: search.q }) : '', filters].filter(Boolean).join('; ');
  const meant = words === '' ? t('unfiltered') : words;
  const detail = chosen.everything
    ? chosen.excluded > 0
      ? t('excluded', { count: chosen.excluded, what: meant })
      : t('allChosen', { what: meant })
    : t('inventory:units', { count: units });
  const key = (one: ActId, label: string, Icon: typeof IconTags) =>
    may(one) ? (
      <Button
        variant="subtle"
        size="sm"
        leftSection={<Icon size={16} stroke={1.6} />}
        onClick={() => onAct(one)}
      >
        {label}
      </Button>
    ) : null;
  const exportable = chosen.everything ? chosen.excluded === 0 : chosen.size <= NAMED;
  return (
    <BulkBar count={chosen.size} detail={detail} onClear={chosen.clear}>
      {pageChosen && !chosen.everything && total > chosen.size ? (
        <Button variant="subtle" size="sm" onClick={chosen.chooseAll}>
          {t('all', { count: total, what: meant })}
        </Button>
      ) : null}
      {archived ? (
        key('restore', t('inventory:action.restore'), IconArrowBackUp)
      ) : (
        <>
          {key('transfer', t('move'), IconArrowsExchange)}
          {key('reserve', t('reserve'), IconBookmark)}
          {key('add_tags', t('tags'), IconTags)}
        </>
      )}
      {chosen.everything || archived || chosen.size > NAMED ? null : (
        <LabelsButton ids={chosen.rows.map((row) => row.id)} />
      )}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <Button variant="subtle" size="sm" leftSection={<IconDots size={16} stroke={1.6} />}>
            {t('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {archived
            ? null
            : MORE.filter(may).map((one) => (
                <Menu.Item key={one} onClick={() => onAct(one)}>
                  {isMove(one) ? t(`movements:act.${one}`) : t(`act.${one}`)}
                </Menu.Item>
              ))}
          <Menu.Divider />
          {navigator.clipboard && !chosen.everything ? (
            <Menu.Item
              leftSection={<IconCopy size={16} stroke={1.6} />}
              onClick={() => void copy().catch(notify.error)}
            >
              {t('copy')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconDownload size={16} stroke={1.6} />}
            disabled={!exportable}
            onClick={() => void exported().catch(notify.error)}
          >
            {exportable ? t('exportChosen') : t('exportLimit', { count: NAMED })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </BulkBar>
  );
}
