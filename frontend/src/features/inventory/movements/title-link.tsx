import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TitleRef } from '@/api/gen';
import { useCan } from '@/shared/permissions';

/** A title in quotes; a link for those who may open it. */
export function TitleLink({ title }: { title: TitleRef | null }) {
  const { t } = useTranslation('movements');
  const may = useCan()('performance:read');
  if (!title) return null;
  const name = t('quoted', { title: title.title });
  if (!may) return <span>{name}</span>;
  return (
    <Link to="/performances/$titleId" params={{ titleId: title.id }}>
      {name}
    </Link>
  );
}
