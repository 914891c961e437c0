const KNOWN = [
  'admin',
  'technical_director',
  'assistant_director',
  'department_head',
  'department_staff',
  'actor',
] as const;
export type KnownRole = (typeof KNOWN)[number];

/** Roles in people's words; a role the theatre made itself is shown by its own name. */
export function roleNames(roles: readonly string[], translate: (role: KnownRole) => string): string[] {
  return roles.map((role) => {
    const known = KNOWN.find((candidate) => candidate === role);
    return known ? translate(known) : role;
  });
}
