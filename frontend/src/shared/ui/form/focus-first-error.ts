interface FormLike {
  getInputNode: (path: string) => HTMLElement | null;
}

/** Second argument of `form.onSubmit`: the reader lands on the first field to mend. */
export function focusFirstError(form: FormLike) {
  return (errors: Record<string, unknown>): void => {
    const first = Object.keys(errors)[0];
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
}
