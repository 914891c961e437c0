import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { ErrorState } from '@/shared/ui/state';
import { CheckStep } from './components/check-step';
import { ImportStatus } from './components/import-status';
import { MappingStep } from './components/mapping-step';
import { RunStep } from './components/run-step';
import { TableStep } from './components/table-step';
import { StepBody, Wizard } from './components/wizard';
import { importOptions, isOpen } from './queries';
import { type Step, stepFor } from './steps';
import { useDraft } from './use-draft';

const route = getRouteApi('/_app/inventory/imports/$importId');

/** When the run ends, lists elsewhere have new rows to show. */
function useNewsOfTheEnd(status: ImportOut['status'] | undefined) {
  const client = useQueryClient();
  const before = useRef(status);
  useEffect(() => {
    if (before.current === 'running' && status === 'done') void invalidate(client, 'import');
    before.current = status;
  }, [client, status]);
}

function Content({ imported, wanted }: { imported: ImportOut; wanted: Step | undefined }) {
  const [draft, setDraft] = useDraft(imported);
  const step = stepFor(imported.status, wanted);
  return (
    <Wizard
      title={imported.file_name}
      count={isOpen(imported.status) ? null : <ImportStatus row={imported} />}
      step={step}
      {...(isOpen(imported.status) ? { importId: imported.id } : {})}
    >
      {step === 'table' ? (
        <TableStep key={`${imported.sheet}/${imported.header_row}`} imported={imported} />
      ) : null}
      {step === 'mapping' ? <MappingStep imported={imported} draft={draft} onDraft={setDraft} /> : null}
      {step === 'check' ? <CheckStep imported={imported} /> : null}
      {step === 'run' ? <RunStep imported={imported} /> : null}
    </Wizard>
  );
}

/** An uploaded list on its way into the inventory. The server keeps where it stands; the address keeps the step. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const { importId } = route.useParams();
  const { step } = route.useSearch();
  const query = useQuery(importOptions(importId));
  useNewsOfTheEnd(query.data?.status);
  if (query.data) return <Content imported={query.data} wanted={step} />;
  return (
    <Wizard title={t('title')} step={step ?? 'table'}>
      <StepBody>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div aria-busy="true">
            <Skeleton height={24} width={240} />
            <Skeleton height={14} width="60%" mt={12} />
            <Skeleton height={180} mt={24} />
          </div>
        )}
      </StepBody>
    </Wizard>
  );
}
