import type { Conflict } from '@/api/gen';

/** The schedule's records as the server answers them. */
export type { Clash, Conflict, EventOut, EventRef, EventRow, Ref, Resource, Slot } from '@/api/gen';
export type ConflictKind = Conflict['kind'];
