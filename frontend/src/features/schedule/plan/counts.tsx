import { useTranslation } from 'react-i18next';
import type { Difference } from '@/api/gen';
import { countMarks, MARKS, totalMarks } from './lines';
import classes from './plan-page.module.css';
import { markIcon } from './plan-table';

/** How much differs: sign, number and word of each. */
export function Counts({ difference }: { difference: Difference }) {
  const { t } = useTranslation('schedulePlan');
  const counts = countMarks(difference);
  if (totalMarks(difference) === 0) return <span className={classes.hint}>{t('difference.none')}</span>;
  return (
    <ul className={classes.marks}>
      {MARKS.filter((mark) => counts[mark] > 0).map((mark) => {
        const Glyph = markIcon[mark];
        return (
          <li key={mark} data-mark={mark}>
            <Glyph size={14} stroke={2} aria-hidden="true" />
            {t(`difference.${mark}`, { count: counts[mark] })}
          </li>
        );
      })}
    </ul>
  );
}
