import {
  type Icon,
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconProgressHelp,
  IconRefresh,
  IconUserX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SheetCall } from '@/api/gen';
import { type Answer, answerOf } from './reading';
import classes from './sheet.module.css';

const icons: Readonly<Record<Exclude<Answer, 'untold'>, Icon>> = {
  confirmed: IconCheck,
  tentative: IconProgressHelp,
  waiting: IconClock,
  again: IconRefresh,
  declined: IconUserX,
  open: IconHelpCircle,
};

/** What somebody called has answered: sign, word and colour. */
export function AnswerMark({ call }: { call: SheetCall }) {
  const { t } = useTranslation('scheduleDesk');
  const answer = answerOf(call);
  if (answer === 'untold') return null;
  const Glyph = icons[answer];
  return (
    <span className={classes.answer} data-answer={answer}>
      <Glyph size={16} stroke={1.8} aria-hidden="true" />
      {t(`answer.${answer}`)}
    </span>
  );
}
