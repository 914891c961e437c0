import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState } from '@/shared/ui/state';

/** The start page of somebody whose role opens no section of this installation. */
export function NoSectionsPage() {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <>
      <PageHead title={t('common:product')} />
      <EmptyState title={t('empty.title')} text={t('empty.text')} />
    </>
  );
}
