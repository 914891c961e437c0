/** «Соколов», «Виктор» → «СВ», for avatars. */
export function initials(lastName: string, firstName: string): string {
  return `${lastName.charAt(0)}${firstName.charAt(0)}`.toUpperCase();
}
