import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';

export function InventoryPage() {
  const { t } = useTranslation('shell');
  return <PageHead title={t('sections.inventory')} />;
}

export function NewItemPage() {
  const { t } = useTranslation('shell');
  return <PageHead title={t('createItem')} />;
}

export function ImportsPage() {
  const { t } = useTranslation('shell');
  return <PageHead title={t('importItems')} />;
}
