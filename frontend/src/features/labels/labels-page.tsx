import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPlus, IconSettings, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { PrintForm } from './components/print-form';
import { TemplateEditor } from './components/template-editor';
import { type Choice, choicesOf, chosenOf } from './layouts';
import { templatesOptions } from './queries';

const route = getRouteApi('/_app/inventory/labels');

/** From items to paper: the label, where on the sheet to begin, and what will come out. */
export function LabelsPage() {
  const { t } = useTranslation(['labels', 'shell']);
  const { ids } = route.useSearch();
  const can = useCan();
  const templates = useQuery(templatesOptions());
  const [last, setLast] = useLocalStorage<string | null>({
    key: 'kulisa.label',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const [editing, setEditing] = useState<Choice | null>(null);
  const choices = templates.data ? choicesOf(templates.data) : [];
  const choice = chosenOf(choices, last);
  const manages = can('catalogue:manage');
  const Glyph = choice?.own ? IconSettings : IconPlus;

  return (
    <>
      <PageHead
        title={t('title')}
        count={ids.length > 0 ? t('count', { count: ids.length }) : undefined}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        {manages && choice ? (
          <Button
            variant="default"
            leftSection={<Glyph size={16} stroke={1.8} />}
            onClick={() => setEditing(choice)}
          >
            {t(choice.own ? 'editor.edit' : 'editor.create')}
          </Button>
        ) : null}
      </PageHead>
      {templates.isError ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : ids.length === 0 ? (
        <EmptyState
          icon={<IconTag size={28} stroke={1.6} />}
          title={t('empty.title')}
          text={t('empty.text')}
          actions={
            <Button renderRoot={(props) => <Link {...props} to="/inventory" />}>{t('empty.action')}</Button>
          }
        />
      ) : choice ? (
        <PrintForm key={choice.key} choices={choices} choice={choice} onChoice={(key) => setLast(key)} />
      ) : null}
      {editing ? (
        <TemplateEditor
          source={editing}
          sampleId={ids[0]}
          onClose={() => setEditing(null)}
          onSaved={(id) => setLast(id === null ? null : `own:${id}`)}
        />
      ) : null}
    </>
  );
}
