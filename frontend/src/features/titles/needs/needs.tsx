import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPerformanceItem, type LineOut, type PerformanceOut, removePerformanceItem } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { notify } from '@/shared/ui/notify/notify';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { needsOptions } from '../queries';
import { AddNeeds } from './add-needs';
import { NeedDialog } from './need-dialog';
import classes from './needs.module.css';

/** Lines under the name of their act and scene, in the order of the server. */
function byScene(lines: readonly LineOut[], name: (line: LineOut) => string): [string, LineOut[]][] {
  const groups = new Map<string, LineOut[]>();
  for (const line of lines) {
    const key = name(line);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups];
}

/** «все 3 на сцене»; where they are apart, «на складе 2, на сцене 1». */
function whereText({ stock }: LineOut['item'], t: TFunction<['titles', 'common']>): string {
  const live = stock.filter(({ status }) => status !== 'decommissioned');
  const [first, ...others] = live;
  if (!first) return t('needs.nowhere');
  if (others.length === 0) {
    if (first.quantity === 1) return t(`needs.at.${first.status}`);
    return t('needs.allAt', { count: first.quantity, where: t(`needs.at.${first.status}`) });
  }
  return live
    .map(({ status, quantity }) => `${t(`needs.at.${status}`)} ${formatNumber(quantity)}`)
    .join(', ');
}

function LineRow({ line, onEdit, onRemove }: { line: LineOut; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation(['titles', 'common']);
  const can = useCan();
  const about = [
    line.character,
    line.item.archived ? t('needs.archived') : whereText(line.item, t),
    line.is_consumable ? t('needs.consumableShort') : null,
    line.alternative ? t('needs.alternativeIs', { name: line.alternative.name }) : null,
    line.notes,
  ];
  return (
    <li className={classes.line}>
      <span className={classes.text}>
        <Link to="/inventory/$itemId" params={{ itemId: line.item.id }} className={classes.name}>
          {line.item.name}
        </Link>
        <span className={classes.about}>
          {[line.item.inventory_number, ...about].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={classes.number}>
        <strong>{formatNumber(line.quantity)}</strong> {line.item.unit}
        {line.short > 0 ? (
          <span className={classes.short}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
            {t('needs.short', { n: formatNumber(line.short) })}
          </span>
        ) : (
          <span className={classes.about}>{t('needs.enough')}</span>
        )}
      </span>
      {can('passport:update', line) ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={`${t('common:more')}: ${line.item.name}`}
              className={classes.menu ?? ''}
            >
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
              {t('common:edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.6} />} onClick={onRemove}>
              {t('needs.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </li>
  );
}

/** What the title needs, scene by scene, and whether the theatre has it. */
export function Needs({ title }: { title: PerformanceOut }) {
  const { t } = useTranslation(['titles', 'common']);
  const can = useCan();
  const client = useQueryClient();
  const query = useQuery(needsOptions(title.id));
  const [edited, setEdited] = useState<LineOut | 'new' | null>(null);
  const path = { performance_id: title.id };
  const putBack = useMutation({
    mutationFn: (line: LineOut) =>
      addPerformanceItem({
        path,
        body: {
          inventory_item_id: line.item.id,
          alternative_item_id: line.alternative?.id ?? null,
          department_id: line.department?.id ?? null,
          quantity: line.quantity,
          scene: line.scene,
          character: line.character,
          act: line.act,
          is_consumable: line.is_consumable,
          notes: line.notes,
        },
      }),
    onSuccess: () => invalidate(client, 'performance'),
  });
  const remove = useMutation({
    mutationFn: (line: LineOut) =>
      removePerformanceItem({
        path: { ...path, line_id: line.id },
        headers: { 'If-Match': `"v${line.version}"` },
      }),
    onSuccess: (_, line) => {
      notify.done(t('needs.removed', { name: line.item.name }), {
        label: t('common:undo'),
        run: () => putBack.mutate(line),
      });
      return invalidate(client, 'performance');
    },
  });
  const lines = query.data?.items ?? [];
  const short = lines.filter((line) => line.short > 0).length;
  const may = can('passport:update') && title.archived_at === null;
  useHotkeys(may ? [{ keys: 'KeyN', label: t('needs.add'), group: 'act', run: () => setEdited('new') }] : []);
  const name = (line: LineOut) =>
    [line.act === null ? null : t('needs.actN', { n: line.act }), line.scene].filter(Boolean).join(', ') ||
    t('needs.wholePlay');
  return (
    <div className={classes.needs}>
      <Section
        title={t('needs.title')}
        aside={
          may ? (
            <Button
              size="sm"
              leftSection={<IconPlus size={16} stroke={1.8} />}
              onClick={() => setEdited('new')}
            >
              {t('needs.add')}
            </Button>
          ) : undefined
        }
      >
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <Skeleton height={120} aria-busy="true" />
        ) : lines.length === 0 ? (
          <EmptyState title={t('needs.empty')} text={t(may ? 'needs.emptyText' : 'needs.emptyReader')} />
        ) : (
          <>
            <p className={classes.sum}>
              {t('needs.lines', { count: lines.length })}
              {short > 0 ? (
                <span className={classes.short}>
                  <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
                  {t('needs.shortCount', { count: short })}
                </span>
              ) : null}
            </p>
            {byScene(lines, name).map(([scene, group]) => (
              <section key={scene} aria-label={scene}>
                <h3 className={classes.scene}>{scene}</h3>
                <ul className={classes.lines}>
                  {group.map((line) => (
                    <LineRow
                      key={line.id}
                      line={line}
                      onEdit={() => setEdited(line)}
                      onRemove={() => remove.mutate(line)}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </Section>
      {edited === 'new' ? <AddNeeds titleId={title.id} onClose={() => setEdited(null)} /> : null}
      {edited !== null && edited !== 'new' ? (
        <NeedDialog titleId={title.id} line={edited} onClose={() => setEdited(null)} />
      ) : null}
    </div>
  );
}
