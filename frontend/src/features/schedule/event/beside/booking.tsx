import { lazy, Suspense } from 'react';
import type { BookedItem } from './booking-dialog';

const Dialog = lazy(async () => ({ default: (await import('./booking-dialog')).BookingDialog }));

/** Sets pieces of an item aside for a coming event. */
export function Booking(props: { item: BookedItem; onClose: () => void }) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
