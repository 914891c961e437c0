import { redirect } from '@tanstack/react-router';
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

interface Place {
  readonly pathname: string;
  readonly search: object;
  readonly hash: string;
}

/**
 * For `beforeLoad` of the root: what no search schema of the route knows leaves the address. The router would hand it on
 * to the page, and the page to the API, which refuses it.
 *
 * @param known the search as the schemas of all matched routes left it
 */
export function keepKnownSearch({ pathname, search, hash }: Place, known: object): void {
  if (Object.keys(search).every((key) => key in known)) return;
  throw redirect({ to: pathname, search: known, hash, replace: true });
}
