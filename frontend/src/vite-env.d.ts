/// <reference types="vite/client" />

/** What we use of Trusted Types; the standard library has no types for them yet. */
interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

interface Window {
  readonly trustedTypes?: TrustedTypePolicyFactory;
}
