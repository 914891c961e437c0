/** Texts that a page brings when it opens (`loadTexts`): one file per feature, named here and in the other language. */
export const pages = {
  analytics: () => import('./analytics'),
  bulk: () => import('./bulk'),
  care: () => import('./care'),
  catalogue: () => import('./catalogue'),
  changes: () => import('./changes'),
  fields: () => import('./fields'),
  imports: () => import('./imports'),
  labels: () => import('./labels'),
  movements: () => import('./movements'),
  outbox: () => import('./outbox'),
  photos: () => import('./photos'),
  profile: () => import('./profile'),
  scan: () => import('./scan'),
  schedule: () => import('./schedule'),
  scheduleCalls: () => import('./schedule-calls'),
  scheduleDesk: () => import('./schedule-desk'),
  scheduleEvent: () => import('./schedule-event'),
  schedulePage: () => import('./schedule-page'),
  schedulePlan: () => import('./schedule-plan'),
  titles: () => import('./titles'),
  units: () => import('./units'),
  uses: () => import('./uses'),
} as const;

type Pages = typeof pages;
export type PageTexts = {
  [Name in keyof Pages]: Awaited<ReturnType<Pages[Name]>>[Name & keyof Awaited<ReturnType<Pages[Name]>>];
};
