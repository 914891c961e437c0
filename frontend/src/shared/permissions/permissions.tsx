import { createContext, type ReactNode, useContext, useMemo } from 'react';

/** Rights used by the screens that exist; the server decides, this only shapes what is offered. */
export type Permission =
  | 'inventory:read'
  | 'inventory:create'
  | 'inventory:update'
  | 'inventory:move'
  | 'inventory:delete'
  | 'inventory:bulk'
  | 'catalogue:manage'
  | 'tag:manage'
  | 'analytics:read'
  | 'performance:read'
  | 'performance:create'
  | 'performance:update'
  | 'performance:archive'
  | 'passport:update'
  | 'schedule:read'
  | 'schedule:create'
  | 'schedule:update'
  | 'schedule:delete'
  | 'schedule:force'
  | 'schedule:respond'
  | 'venue:manage'
  | 'theater:settings';

/** What of a record decides about the scopes «department» and «own». */
export interface Scoped {
  readonly department?: { readonly id: number } | null;
  readonly responsible?: { readonly id: number } | null;
  readonly created_by?: { readonly id: number } | null;
}

export interface Subject {
  readonly id: number;
  readonly department: { readonly id: number } | null;
  readonly permissions: Readonly<Record<string, string>>;
}

type CanFunction = (permission: Permission, record?: Scoped) => boolean;

/**
 * Whether a person may do something, at all (no record) or to this record. Scopes: all, department (the record's
 * department is theirs), own (they answer for it or made it).
 */
export function allows(subject: Subject, permission: Permission, record?: Scoped): boolean {
  const scope = subject.permissions[permission];
  if (scope === undefined) return false;
  if (scope === 'all' || record === undefined) return true;
  if (scope === 'department') {
    return subject.department !== null && record.department?.id === subject.department.id;
  }
  return record.responsible?.id === subject.id || record.created_by?.id === subject.id;
}

const SubjectContext = createContext<Subject | null>(null);

export function PermissionsProvider({ subject, children }: { subject: Subject; children: ReactNode }) {
  return <SubjectContext value={subject}>{children}</SubjectContext>;
}

export function useCan(): CanFunction {
  const subject = useContext(SubjectContext);
  return useMemo<CanFunction>(
    () => (permission, record) => subject !== null && allows(subject, permission, record),
    [subject],
  );
}

/** Shows its children only to those who hold the right. */
export function Can({
  permission,
  record,
  children,
}: {
  permission: Permission;
  record?: Scoped;
  children: ReactNode;
}) {
  const can = useCan();
  return can(permission, record) ? children : null;
}
