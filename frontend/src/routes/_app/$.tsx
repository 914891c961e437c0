import { createFileRoute } from '@tanstack/react-router';
import { NotFoundPage } from '@/shared/ui/state';

export const Route = createFileRoute('/_app/$')({ component: NotFoundPage });
