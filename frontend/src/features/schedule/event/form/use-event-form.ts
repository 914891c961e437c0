import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type EventDraft, type Facts, validate, zoneOf } from '../draft';
import { tailsOptions, titleOptions, venuesOptions } from '../queries';

export type EventForm = UseFormReturnType<EventDraft>;

/** What custom says about the draft: the clock of its venue, the usual tails and length of its title. */
export function useFacts(draft: EventDraft): Facts {
  const { performance_id, venue_id } = draft;
  const titled = performance_id !== null;
  const venues = useQuery(venuesOptions()).data?.items ?? [];
  const tails = useQuery({ ...tailsOptions(performance_id ?? 0), enabled: titled }).data?.items;
  const title = useQuery({ ...titleOptions(performance_id ?? 0), enabled: titled }).data;
  return {
    zone: zoneOf(draft, venues),
    tails: (titled && tails?.find(({ venue }) => venue.id === venue_id)) || null,
    duration: (titled && title?.duration_minutes) || null,
  };
}

export function useEventForm(initial: EventDraft): { form: EventForm; facts: Facts } {
  const known: { facts: Facts | null } = { facts: null };
  const form = useForm<EventDraft>({
    mode: 'controlled',
    initialValues: initial,
    validate: (values) => (known.facts ? validate(values, known.facts) : {}),
  });
  known.facts = useFacts(form.values);
  return { form, facts: known.facts };
}
