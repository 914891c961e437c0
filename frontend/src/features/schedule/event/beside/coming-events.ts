import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listEventsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { useCan } from '@/shared/permissions';
import { dayShort } from '../../calendar/period';
import { dayOf, timeOf, toWall } from '../../time';

const OFFERED = 50;

/** Events to come that the reader may plan, the nearest first, found by a part of their title. */
export function useComingEvents(q: string) {
  const can = useCan();
  const [from] = useState(() => new Date().toISOString());
  const { data, isPending, isPlaceholderData } = useQuery({
    ...listEventsOptions({
      query: {
        from,
        q: q || undefined,
        status: ['planned', 'confirmed', 'in_progress'],
        sort: 'starts_at',
        page_size: OFFERED,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? [])
    .filter((event) => can('schedule:update', event))
    .map((event) => {
      const wall = toWall(event.starts_at, event.timezone ?? undefined);
      return {
        id: event.id,
        label: event.title,
        about: [`${dayShort(dayOf(wall))}, ${timeOf(wall)}`, event.venue?.name].filter(Boolean).join(' · '),
        event,
      };
    });
  return { options, isPending: isPending || isPlaceholderData };
}
