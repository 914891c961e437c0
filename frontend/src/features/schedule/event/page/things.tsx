import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCheck,
  IconDots,
  IconMapPin,
  IconPackage,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type EventItemOut, type EventOut, releaseItem, reserveItem } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { ApiError } from '@/api/problem';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { notify } from '@/shared/ui/notify/notify';
import { EmptyState } from '@/shared/ui/state';
import { byPlace, otherPlaces } from './by-place';
import { ThingDialog } from './thing-dialog';
import classes from './things.module.css';
import type { useForced } from './use-forced';

type Forced = ReturnType<typeof useForced>;

const isReserved = (thing: EventItemOut) => thing.status !== null;
/** Pieces that the event wants in all: what is set aside, or what its title asks for. */
const wanted = (thing: EventItemOut) => Math.max(thing.quantity, thing.needed);
export const shortOf = (thing: EventItemOut) => Math.max(0, wanted(thing) - thing.available);

function useReserve(event: EventOut, forced: Forced) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  return (item: { id: number; name: string }, quantity: number) =>
    forced.run({
      title: t('things.refused', { name: item.name }),
      run: (override) =>
        reserveItem({
          path: { event_id: event.id },
          body: { inventory_item_id: item.id, quantity, override },
        }),
      done: () => notify.done(t('things.reserved', { name: item.name, n: formatNumber(quantity) })),
    });
}

/** Everything that the title needs and nobody has set aside; what cannot be had is named. */
function useReserveAll(event: EventOut) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (things: readonly EventItemOut[]) => {
      const missing: string[] = [];
      for (const thing of things) {
        try {
          await reserveItem({
            path: { event_id: event.id },
            body: { inventory_item_id: thing.item.id, quantity: thing.needed },
          });
        } catch (error) {
          // One that is short does not stop the others; anything else does.
          if (!(error instanceof ApiError) || error.status !== 409) throw error;
          missing.push(thing.item.name);
        }
      }
      return { done: things.length - missing.length, missing };
    },
    onSuccess: ({ done, missing }) => {
      if (done > 0) notify.done(t('things.reservedAll', { count: done }));
      if (missing.length > 0) notify.warn(t('things.missing', { names: missing.join(', ') }));
    },
    onSettled: () => invalidate(client, 'event'),
  });
}

/** Pieces that are not in the group's place, or do not lie there ready. */
function Elsewhere({ thing }: { thing: EventItemOut }) {
  const { t } = useTranslation(['scheduleEvent', 'inventory']);
  return otherPlaces(thing).map((place) => (
    <span
      key={`${place.order}-${place.status}`}
      className={classes.state}
      data-tone={place.status === 'in_stock' ? undefined : 'warn'}
    >
      {[
        t('things.pieces', { n: formatNumber(place.quantity), unit: thing.unit }),
        place.status === 'in_stock' ? null : t(`inventory:status.${place.status}`),
        place.path || t('things.nowhere'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  ));
}

function Row({
  thing,
  event,
  mayChange,
  forced,
}: {
  thing: EventItemOut;
  event: EventOut;
  mayChange: boolean;
  forced: Forced;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  const client = useQueryClient();
  const reserve = useReserve(event, forced);
  const [editing, setEditing] = useState(false);
  const { item, alternative } = thing;
  const short = shortOf(thing);
  const less = isReserved(thing) && thing.quantity < thing.needed;
  const release = useMutation({
    mutationFn: () =>
      releaseItem({
        path: { event_id: event.id, item_id: item.id },
        headers: ifMatch(thing.version),
      }),
    onSuccess: () => {
      notify.done(t('things.released', { name: item.name }), {
        label: t('common:undo'),
        run: () => reserve(item, thing.quantity),
      });
      return invalidate(client, 'event');
    },
  });
  return (
    <li className={classes.thing}>
      <span className={classes.text}>
        <Link to="/inventory/$itemId" params={{ itemId: item.id }}>
          {item.name}
        </Link>
        <small>
          {item.inventory_number}
          {thing.notes ? ` · ${thing.notes}` : ''}
        </small>
        <Elsewhere thing={thing} />
        {short > 0 ? (
          <span className={classes.state} data-tone="bad">
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
            {t('things.short', { n: formatNumber(short), free: formatNumber(thing.available) })}
          </span>
        ) : isReserved(thing) ? (
          <span className={classes.state} data-tone={less ? 'warn' : 'ok'}>
            {less ? (
              <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
            ) : (
              <IconCheck size={14} stroke={1.8} aria-hidden="true" />
            )}
            {less
              ? t('things.lessThanNeeded', { n: formatNumber(thing.needed) })
              : t(`things.status.${thing.status ?? 'planned'}`)}
          </span>
        ) : (
          <span className={classes.state}>{t('things.notReserved')}</span>
        )}
        {short > 0 && alternative && mayChange ? (
          <Button
            size="xs"
            variant="default"
            className={classes.act ?? ''}
            leftSection={<IconArrowsExchange size={14} stroke={1.8} />}
            onClick={() => reserve(alternative, wanted(thing))}
          >
            {t('things.take', { number: alternative.inventory_number })}
          </Button>
        ) : null}
      </span>
      <b className={classes.number}>
        {formatNumber(isReserved(thing) ? thing.quantity : thing.needed)} <small>{thing.unit}</small>
      </b>
      {!mayChange ? null : isReserved(thing) ? (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={t('schedulePage:sheet.actsOf', { name: item.name })}>
              <IconDots size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => setEditing(true)}>
              {t('things.change')}
            </Menu.Item>
            <Menu.Item
              data-danger
              leftSection={<IconTrash size={16} stroke={1.6} />}
              onClick={() => release.mutate()}
            >
              {t('things.release')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={t('things.reserveOne', { name: item.name })}
          onClick={() => reserve(item, thing.needed)}
        >
          {t('things.reserve')}
        </Button>
      )}
      {editing ? (
        <ThingDialog event={event} thing={thing} forced={forced} onClose={() => setEditing(false)} />
      ) : null}
    </li>
  );
}

/** What is set aside for the event, and what its title needs beside that. */
export function Things({ event, forced }: { event: EventOut; forced: Forced }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const all = useReserveAll(event);
  const things = event.inventory;
  const mayChange = can('schedule:update', event) && event.status !== 'cancelled';
  const toReserve = things.filter((thing) => !isReserved(thing));
  const reserved = things.length - toReserve.length;
  const groups = byPlace(things);
  return (
    <section className={classes.things} aria-label={t('things.title')}>
      <header className={classes.head}>
        <h2>{t('things.title')}</h2>
        {things.length > 0 ? <span>{t('things.sum', { n: reserved, total: things.length })}</span> : null}
        <span className={classes.grow} />
        {mayChange ? (
          <ActionIcon aria-label={t('things.add')} size="lg" onClick={() => setAdding(true)}>
            <IconPlus size={18} stroke={1.6} />
          </ActionIcon>
        ) : null}
      </header>
      {mayChange && toReserve.length > 1 ? (
        <div className={classes.all}>
          <Button
            size="sm"
            variant="default"
            loading={all.isPending}
            leftSection={<IconPackage size={16} stroke={1.6} />}
            onClick={() => all.mutate(toReserve)}
          >
            {t('things.reserveAll', { count: toReserve.length })}
          </Button>
        </div>
      ) : null}
      {things.length === 0 ? (
        <EmptyState
          title={t('things.empty')}
          text={t(mayChange ? 'things.emptyText' : 'things.emptyReader')}
        />
      ) : (
        groups.map(({ key, path, things: inside }) => (
          <section key={key} aria-label={path || t('things.nowhere')}>
            <h3 className={classes.place}>
              <IconMapPin size={14} stroke={1.8} aria-hidden="true" />
              <span>{path || t('things.nowhere')}</span>
              <span className={classes.ready}>
                {t('things.sum', { n: inside.filter(isReserved).length, total: inside.length })}
              </span>
            </h3>
            <ul>
              {inside.map((thing) => (
                <Row key={thing.item.id} thing={thing} event={event} mayChange={mayChange} forced={forced} />
              ))}
            </ul>
          </section>
        ))
      )}
      {adding ? (
        <ThingDialog event={event} thing={null} forced={forced} onClose={() => setAdding(false)} />
      ) : null}
    </section>
  );
}
