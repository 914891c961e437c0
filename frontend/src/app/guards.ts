import { ApiError } from '@/api/problem';
import { i18next } from '@/i18n';
import { allows, type Permission, type Scoped, type Subject } from '@/shared/permissions';

/**
 * For `beforeLoad` of a route: shows the 403 page to those without the right.
 *
 * @param record what the right has to reach; `{}`, which is nobody's own, asks for more than one's own.
 * @throws ApiError 403
 */
export function requirePermission(subject: Subject, permission: Permission, record?: Scoped): void {
  if (allows(subject, permission, record)) return;
  throw new ApiError({ status: 403, code: 'forbidden', message: i18next.t('errors:forbidden') });
}
