import * as z from 'zod/mini';
import type { PerformanceIn, PerformanceOut } from '@/api/gen';
import { i18next } from '@/i18n';
import { AGES, LIVE_STATUSES } from './vocabulary';

const line = z.string().check(z.trim(), z.maxLength(255));
const whole = (most: number) =>
  z.string().check(
    z.refine((value) => /^\d*$/.test(value.trim()) && Number(value) <= most, {
      error: () => i18next.t('validation:integer'),
    }),
  );

export const titleSchema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(255)),
  subtitle: line,
  status: z.enum(LIVE_STATUSES),
  author: line,
  director: line,
  artist: line,
  composer: line,
  choreographer: line,
  genre: z.string().check(z.trim(), z.maxLength(100)),
  age_rating: z.nullable(z.enum(AGES)),
  duration_minutes: whole(1440),
  intermissions: whole(10),
  premiere_date: z.nullable(z.string()),
  video_url: z.string().check(z.trim(), z.maxLength(500)),
  description: z.string().check(z.trim(), z.maxLength(10_000)),
});

export type TitleDraft = z.infer<typeof titleSchema>;

const LINES = ['subtitle', 'author', 'director', 'artist', 'composer', 'choreographer', 'genre'] as const;
export const PEOPLE = ['author', 'director', 'artist', 'composer', 'choreographer'] as const;

export function draftOf(title: PerformanceOut | null): TitleDraft {
  return {
    title: title?.title ?? '',
    subtitle: title?.subtitle ?? '',
    status: LIVE_STATUSES.find((status) => status === title?.status) ?? 'in_development',
    author: title?.author ?? '',
    director: title?.director ?? '',
    artist: title?.artist ?? '',
    composer: title?.composer ?? '',
    choreographer: title?.choreographer ?? '',
    genre: title?.genre ?? '',
    age_rating: AGES.find((age) => age === title?.age_rating) ?? null,
    duration_minutes: title?.duration_minutes?.toString() ?? '',
    intermissions: title?.intermissions?.toString() ?? '',
    premiere_date: title?.premiere_date ?? null,
    video_url: title?.video_url ?? '',
    description: title?.description ?? '',
  };
}

const number = (typed: string) => (typed.trim() === '' ? null : Number(typed));

export function toBody(draft: TitleDraft): PerformanceIn {
  return {
    ...draft,
    title: draft.title.trim(),
    ...Object.fromEntries(LINES.map((name) => [name, draft[name].trim() || null])),
    description: draft.description.trim() || null,
    video_url: draft.video_url.trim() || null,
    duration_minutes: number(draft.duration_minutes),
    intermissions: number(draft.intermissions),
  };
}
