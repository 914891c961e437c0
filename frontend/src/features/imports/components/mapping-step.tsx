import { Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dryRunImport, type ImportOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import {
  choose,
  columnWith,
  isCustom,
  MAX_CUSTOM,
  mappingOf,
  sameChoices,
  suggestedChoices,
} from '../mapping';
import { dryRunOptions } from '../queries';
import { askedColumns, type Draft } from '../use-draft';
import { useFieldNames } from '../use-field-names';
import { DateQuestion } from './date-question';
import { MappingLine } from './mapping-line';
import classes from './mapping-step.module.css';
import { Notice, ProblemNotice } from './notice';
import { Grow, StepBody, StepFoot, StepHead, usePrimaryKey } from './wizard';

/** Sends the mapping as it stands on the screen; options only when they changed, so that the rest stays as it was. */
function useCheck(imported: ImportOut, draft: Draft, onQuestion: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      const { options } = imported;
      const same = JSON.stringify(draft.dateOrders) === JSON.stringify(options.date_orders);
      const changed = { ...options, header_row: options.header_row || null, date_orders: draft.dateOrders };
      const body = { mapping: mappingOf(draft.choices), ...(same ? {} : { options: changed }) };
      return (await dryRunImport({ path: { import_id: imported.id }, body })).data;
    },
    meta: { handlesError: true },
    onSuccess: async (found) => {
      client.setQueryData(dryRunOptions(imported.id).queryKey, found);
      await invalidate(client, 'importDraft');
      if (found.ambiguous_dates.length > 0) return onQuestion();
      await navigate({
        to: '/inventory/imports/$importId',
        params: { importId: imported.id },
        search: { step: 'check' },
      });
    },
  });
}

/** The third step: which column feeds which field. */
export function MappingStep({
  imported,
  draft,
  onDraft,
}: {
  imported: ImportOut;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}) {
  const { t } = useTranslation('imports');
  const nameOf = useFieldNames();
  const list = useRef<HTMLUListElement>(null);
  const [moved, setMoved] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { columns } = imported;
  const { choices, dateOrders } = draft;
  const asked = askedColumns(imported, draft);
  const headingOf = (index: number | undefined) => columns.find((column) => column.index === index)?.heading;
  const takenBy = (field: string) => headingOf(columnWith(choices, field));

  const ask = () => {
    setAsking(true);
    // The question may only come into the page with the next frame.
    requestAnimationFrame(() => {
      const question = list.current?.querySelector<HTMLElement>('[data-question][data-open]');
      question?.querySelector('input')?.focus();
      // Clear of the foot that lies over the page's end.
      question?.scrollIntoView({ block: 'center' });
    });
  };
  const check = useCheck(imported, draft, ask);

  const change = (index: number, field: string | null) => {
    const from = field === null ? undefined : columnWith(choices, field);
    const isMove = field !== null && !isCustom(field) && from !== undefined && from !== index;
    setMoved(
      isMove
        ? t('mapping.moved', {
            field: nameOf(field),
            heading: headingOf(index),
            from: headingOf(from),
          })
        : null,
    );
    // An answer belongs to the column it was given for.
    const touched = new Set([field, choices[index]]);
    onDraft({
      choices: choose(choices, index, field),
      dateOrders: Object.fromEntries(Object.entries(dateOrders).filter(([name]) => !touched.has(name))),
    });
  };

  const used = Object.keys(choices).length;
  const suggestion = suggestedChoices(columns);
  const custom = Object.values(choices).filter(isCustom).length;
  const reason =
    columnWith(choices, 'name') === undefined
      ? t('mapping.noName')
      : custom > MAX_CUSTOM
        ? t('mapping.tooManyCustom', { limit: MAX_CUSTOM })
        : null;
  const next = () => {
    const open = [...asked.values()].some((field) => !(field in dateOrders));
    if (open) ask();
    else check.mutate();
  };
  usePrimaryKey(() => {
    if (reason === null && !check.isPending) next();
  });

  return (
    <>
      <StepBody>
        <StepHead title={t('mapping.title')} hint={t('mapping.hint')}>
          {imported.is_mapping_remembered ? (
            <Tooltip label={t('mapping.rememberedHint')} multiline maw={280}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reachable by keyboard */}
              <span tabIndex={0}>
                <ToneBadge tone="ink" icon={IconHistory}>
                  {t('mapping.remembered')}
                </ToneBadge>
              </span>
            </Tooltip>
          ) : null}
        </StepHead>
        {reason ? <Notice tone="warn">{reason}</Notice> : null}
        {check.isError ? <ProblemNotice error={check.error} title={t('mapping.problem')} /> : null}
        <div>
          <div className={classes.bar}>
            <span>{t('mapping.used', { used, total: columns.length })}</span>
            {sameChoices(choices, suggestion) ? null : (
              <Button
                size="sm"
                variant="subtle"
                leftSection={<IconArrowBackUp size={16} stroke={1.6} />}
                onClick={() => {
                  setMoved(null);
                  onDraft({ choices: suggestion, dateOrders: {} });
                }}
              >
                {t('mapping.reset')}
              </Button>
            )}
            <span aria-live="polite">{moved}</span>
          </div>
          <div className={classes.titles} aria-hidden="true">
            <span>{t('mapping.column')}</span>
            <span>{t('mapping.samples')}</span>
            <span>{t('mapping.field')}</span>
          </div>
          <ul ref={list} className={classes.list}>
            {columns.map((column) => {
              const field = asked.get(column.index);
              const question = imported.ambiguous_dates.find((one) => one.field === field);
              return (
                <MappingLine
                  key={column.index}
                  column={column}
                  value={choices[column.index]}
                  takenBy={takenBy}
                  onChange={(chosen) => change(column.index, chosen)}
                >
                  {field === undefined ? null : (
                    <DateQuestion
                      samples={question?.samples ?? column.samples}
                      value={dateOrders[field]}
                      missing={asking}
                      onChange={(order) =>
                        onDraft({ choices, dateOrders: { ...dateOrders, [field]: order } })
                      }
                    />
                  )}
                </MappingLine>
              );
            })}
          </ul>
        </div>
      </StepBody>
      <StepFoot>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/inventory/imports/$importId"
              params={{ importId: imported.id }}
              search={{ step: 'table' }}
            />
          )}
        >
          {t('back')}
        </Button>
        <Grow />
        <span className="visually-hidden" aria-live="polite">
          {check.isPending ? t('mapping.checking') : ''}
        </span>
        <ReasonButton reason={reason} loading={check.isPending} onClick={next}>
          {t('next')}
        </ReasonButton>
      </StepFoot>
    </>
  );
}
