import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { theatreToday } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { DRAFT, differenceOptions, planOptions, versionOptions } from './queries';

export const planRoute = getRouteApi('/_app/schedule/plan');
export type PlanSearch = ReturnType<typeof planRoute.useSearch>;

/** What the address asks for: a month, one of its states, and what to compare it with. */
export function usePlan() {
  const search = planRoute.useSearch();
  const navigate = planRoute.useNavigate();
  const can = useCan();
  // Whoever sees only their own schedule reads what was published last.
  const sees = can('schedule:read', {});
  const month = search.month ?? theatreToday().slice(0, 7);
  const shown = (sees ? search.version : undefined) ?? DRAFT;

  const plan = useQuery(planOptions(month));
  const publication = useQuery({ ...versionOptions(month, shown), enabled: shown !== DRAFT });
  const last = plan.data?.published?.version;
  const usual = shown === DRAFT && sees ? last : undefined;
  const against = search.with === 'none' ? null : (search.with ?? usual ?? null);
  // The answer about the month already holds the comparison that is usually wanted.
  const told = shown === DRAFT && against !== null && against === last;
  const compared = useQuery({
    ...differenceOptions(month, against ?? DRAFT, shown),
    enabled: sees && against !== null && !told,
  });

  const state = shown === DRAFT ? plan : publication;
  const rows = shown === DRAFT ? plan.data?.rows : publication.data?.rows;
  const difference = against === null ? null : told ? plan.data?.difference : compared.data;
  const failed = [plan, state, compared].find(({ isError, data }) => isError && data === undefined);
  const change = (patch: Partial<PlanSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...patch }), replace: true });
  return {
    month,
    sees,
    shown,
    against,
    plan: plan.data,
    publication: shown === DRAFT ? plan.data?.published : publication.data,
    rows,
    difference: difference ?? null,
    isPending: rows === undefined || (against !== null && difference === undefined),
    isStale: plan.isPlaceholderData,
    failed,
    only: search.only ?? false,
    change,
    go: (next: string) => void navigate({ search: { month: next } }),
  };
}
