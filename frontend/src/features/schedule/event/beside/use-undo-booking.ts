import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/etag';
import { type EventItemOut, releaseItem, replaceReservation } from '@/api/gen';
import { invalidate } from '@/api/invalidate';

/** Takes a booking back: none where there was none, else what it was. Somebody's newer change stands. */
export function useUndoBooking(item: { readonly id: number }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (saved: { eventId: number; before: EventItemOut; version: number }) => {
      const path = { event_id: saved.eventId, item_id: item.id };
      const headers = ifMatch(saved.version);
      const { quantity, notes, status } = saved.before;
      if (status === null) await releaseItem({ path, headers });
      else await replaceReservation({ path, headers, body: { quantity, notes } });
    },
    onSettled: () => invalidate(client, 'event'),
  });
}
