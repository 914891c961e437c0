import { Link } from '@tanstack/react-router';
import type { TitleRef } from '@/api/gen';
import { useCan } from '@/shared/permissions';

/** A title in quotes; a link for those who may open it. */
export function TitleLink({ title }: { title: TitleRef | null }) {
  const may = useCan()('performance:read');
  if (!title) return null;
  if (!may) return <span>«{title.title}»</span>;
  return (
    <Link to="/performances/$titleId" params={{ titleId: title.id }}>
      «{title.title}»
    </Link>
  );
}
