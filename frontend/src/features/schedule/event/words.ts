import { lengthText } from '../conflicts';

/** 165 → «2 ч 45 мин»; nothing for what is not known. */
export const durationText = (minutes: number | null): string | null =>
  minutes === null ? null : lengthText(minutes);
