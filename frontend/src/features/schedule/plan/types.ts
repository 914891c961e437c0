import type { getPlan } from '@/api/gen';

/** The plan of a month as the server answers it. */
export type MonthPlan = Awaited<ReturnType<typeof getPlan<true>>>['data'];
