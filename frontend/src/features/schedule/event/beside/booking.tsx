import { lazy, Suspense } from 'react';
import { loadTexts } from '@/i18n';
import type { BookedItem } from './booking-dialog';

const Dialog = lazy(async () => {
  const [{ BookingDialog }] = await Promise.all([
    import('./booking-dialog'),
    loadTexts('titles', 'schedule', 'scheduleEvent'),
  ]);
  return { default: BookingDialog };
});

/** Sets pieces of an item aside for a coming event. */
export function Booking(props: { item: BookedItem; onClose: () => void }) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
