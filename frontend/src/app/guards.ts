import { ApiError } from '@/api/problem';
import { i18next } from '@/i18n';
import { allows, type Permission, type Subject } from '@/shared/permissions';

/**
 * For `beforeLoad` of a route: shows the 403 page to those without the right.
 *
 * @throws ApiError 403
 */
export function requirePermission(subject: Subject, permission: Permission): void {
  if (allows(subject, permission)) return;
  throw new ApiError({ status: 403, code: 'forbidden', message: i18next.t('errors:forbidden') });
}
