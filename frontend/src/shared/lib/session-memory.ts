type Forget = () => void;

const forgetters = new Set<Forget>();

/** Whoever keeps something of a session in memory says here how it is forgotten. */
export function onSessionEnd(forget: Forget): void {
  forgetters.add(forget);
}

/** Nothing of a session outlives it. */
export function forgetSession(): void {
  for (const forget of forgetters) forget();
}
