import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  comparePlanVersionsOptions,
  getPlanOptions,
  getPlanVersionOptions,
  listConflictsOptions,
} from '@/api/gen/@tanstack/react-query.gen';
import { addMonths, toInstant, wallAt } from '../time';

/** 0 is the draft, as in the API. */
export const DRAFT = 0;

export const planOptions = (month: string) =>
  queryOptions({ ...getPlanOptions({ path: { month } }), placeholderData: keepPreviousData });

export const versionOptions = (month: string, version: number) =>
  queryOptions({
    ...getPlanVersionOptions({ path: { month, version } }),
    // What is published never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const differenceOptions = (month: string, from: number, to: number) =>
  comparePlanVersionsOptions({ path: { month }, query: { from_version: from, to_version: to } });

/** What clashes hard in a month. */
export const monthConflictsOptions = (month: string) => {
  const first = `${month}-01`;
  return listConflictsOptions({
    query: {
      from: toInstant(wallAt(first, '00:00')),
      to: toInstant(wallAt(addMonths(first, 1), '00:00')),
      severity: ['hard'],
    },
  });
};

/** The address of a plan as a file; `version` 0 is the draft. */
export function planFile(month: string, kind: 'a4' | 'a3' | 'xlsx', version: number): string {
  const address = new URLSearchParams();
  if (kind !== 'xlsx') address.set('paper', kind);
  if (version !== DRAFT) address.set('version', String(version));
  const query = address.size > 0 ? `?${address}` : '';
  return `/api/v1/schedule/plans/${month}/plan.${kind === 'xlsx' ? 'xlsx' : 'pdf'}${query}`;
}
