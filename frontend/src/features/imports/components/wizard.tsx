import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { STEPS, type Step } from '../steps';
import classes from './wizard.module.css';

const ALL = ['file', ...STEPS] as const;

/** Where one stands and, while nothing has been imported yet, the way back to what is done. */
function Steps({ current, importId }: { current: (typeof ALL)[number]; importId?: number | undefined }) {
  const { t } = useTranslation('imports');
  const position = ALL.indexOf(current);
  return (
    <nav aria-label={t('steps.label')}>
      <ol className={classes.steps}>
        {ALL.map((step, index) => {
          const state = index < position ? 'done' : index === position ? 'current' : 'ahead';
          const content = (
            <>
              <span className={classes.number}>
                {state === 'done' ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : index + 1}
              </span>
              <span className={classes.word}>{t(`steps.${step}`)}</span>
            </>
          );
          return (
            <li key={step} className={classes.step} data-state={state}>
              {state === 'done' && step !== 'file' && importId !== undefined ? (
                <Link
                  to="/inventory/imports/$importId"
                  params={{ importId }}
                  search={{ step }}
                  className={classes.label}
                >
                  {content}
                </Link>
              ) : (
                <span className={classes.label} aria-current={state === 'current' ? 'step' : undefined}>
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/**
 * The frame of every step: head, steps, body.
 *
 * @param importId makes the finished steps links; leave it out where nothing can be changed any more.
 */
export function Wizard({
  title,
  count,
  step,
  importId,
  children,
}: {
  title: string;
  count?: ReactNode;
  step: 'file' | Step;
  importId?: number | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation(['imports', 'shell']);
  return (
    <div className={classes.page}>
      <PageHead
        title={title}
        count={count}
        crumbs={[
          <Link key="inventory" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
          <Link key="imports" to="/inventory/imports">
            {t('history.title')}
          </Link>,
        ]}
      />
      <Steps current={step} importId={importId} />
      {children}
    </div>
  );
}

/** The middle of a step. */
export function StepBody({ children }: { children: ReactNode }) {
  return <div className={classes.body}>{children}</div>;
}

/** The acts of a step: back at the left, the one primary button at the right. */
export function StepFoot({ children }: { children: ReactNode }) {
  return <footer className={classes.foot}>{children}</footer>;
}

/** Ctrl+Enter does what the step's primary button does. */
export function usePrimaryKey(run: () => void): void {
  const { t } = useTranslation('shell');
  useHotkeys([{ keys: 'Mod+Enter', label: t('keys.submit'), group: 'act', inInputs: true, run }]);
}

/** Pushes what follows to the other end of the foot. */
export function Grow() {
  return <span className={classes.grow} />;
}

export function FootNote({ children }: { children: ReactNode }) {
  return <span className={classes.note}>{children}</span>;
}

/** A step's question. Takes the focus when a step replaces another on the same page, as a new page's heading would. */
export function StepHead({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: ReactNode;
  children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    const page = heading.current?.closest('main');
    if (page) page.scrollTop = 0;
  }, []);
  return (
    <div>
      <div className={classes.head}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
    </div>
  );
}
