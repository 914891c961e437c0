import { i18next } from '@/i18n';
import { isMissingPart } from '@/shared/lib/missing-part';

/** One wrong field as the server names it, already in the reader's language. */
export interface ProblemField {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** 503 of one part: everything else goes on, so the page is not told that the server is away. */
const OF_FILES_ALONE = new Set(['storage.unavailable', 'queue_full']);

/** Every failed request ends as this: a server's problem (RFC 9457) or a lost connection (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemField[];
  readonly requestId: string | null;
  /** Seconds the server asked to wait, from `Retry-After`. */
  readonly retryAfter: number | null;
  /** Members beyond the standard ones, for example `conflicts` of a 409. */
  readonly extras: Readonly<Record<string, unknown>>;

  constructor(init: {
    status: number;
    code: string;
    message: string;
    errors?: readonly ProblemField[];
    requestId?: string | null;
    retryAfter?: number | null;
    extras?: Record<string, unknown>;
  }) {
    super(init.message);
    this.status = init.status;
    this.code = init.code;
    this.errors = init.errors ?? [];
    this.requestId = init.requestId ?? null;
    this.retryAfter = init.retryAfter ?? null;
    this.extras = init.extras ?? {};
  }

  /** The server could not be reached or cannot answer now; the same request may succeed later. */
  get isConnection(): boolean {
    if (OF_FILES_ALONE.has(this.code)) return false;
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fields(value: unknown): ProblemField[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((entry) => ({
    field: text(entry.field) ?? '',
    message: text(entry.message) ?? i18next.t('validation:invalid'),
    code: text(entry.code) ?? '',
  }));
}

/** Our own words for a status, used when the answer carries none (a proxy's HTML page, a dropped connection). */
function fallback(status: number): string {
  if (status === 0) return i18next.t('errors:offline');
  if (status === 403) return i18next.t('errors:forbidden');
  if (status === 404) return i18next.t('errors:notFound');
  if (status === 412 || status === 428) return i18next.t('errors:stale');
  if (status === 413) return i18next.t('errors:tooLarge');
  if (status === 429) return i18next.t('errors:tooMany');
  if (status === 502 || status === 503 || status === 504) return i18next.t('errors:unavailable');
  return i18next.t('errors:unexpected');
}

const STANDARD = new Set(['type', 'title', 'status', 'detail', 'code', 'errors', 'request_id', 'instance']);

/** Reads a failed response once and turns it into an `ApiError`; never throws on a body that is no problem document. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    // Not JSON: an edge server answered, its page means nothing to people.
  }
  const problem = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new ApiError({
    status: response.status,
    code: text(problem.code) ?? `http_${response.status}`,
    message: text(problem.detail) ?? text(problem.title) ?? fallback(response.status),
    errors: fields(problem.errors),
    requestId: text(problem.request_id) ?? response.headers.get('X-Request-ID'),
    retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    extras: Object.fromEntries(Object.entries(problem).filter(([key]) => !STANDARD.has(key))),
  });
}

/** A connection that never became a response. */
export function connectionError(): ApiError {
  return new ApiError({ status: 0, code: 'connection', message: fallback(0) });
}

/** What the browsers say of an answer whose body was cut off on its way. */
const CUT_OFF = /network ?error|failed to fetch|load failed|error in input stream/i;

/**
 * Narrows whatever a promise rejected with: a part of the client or the rest of an answer that never came is a lost
 * connection, a bug of ours becomes an `unexpected` error with a readable text.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isMissingPart(error))
    return new ApiError({ status: 0, code: 'part', message: i18next.t('errors:part') });
  if (error instanceof TypeError && CUT_OFF.test(error.message)) return connectionError();
  return new ApiError({ status: -1, code: 'client', message: fallback(-1) });
}

/** One sentence for a toast or a notice. */
export function errorMessage(error: unknown): string {
  return toApiError(error).message;
}

interface FormLike {
  setErrors: (errors: Record<string, string>) => void;
  getValues: () => Record<string, unknown>;
}

/**
 * Puts a problem's field errors on the form's fields.
 *
 * @returns what could not be placed: the general message, or null when every complaint found its field.
 */
export function applyProblem(
  form: FormLike,
  error: unknown,
  rename: Record<string, string> = {},
): string | null {
  const problem = toApiError(error);
  const known = form.getValues();
  const placed: Record<string, string> = {};
  const rest: string[] = [];
  for (const entry of problem.errors) {
    const path = entry.field.replace(/^(body|query|path)\./, '');
    const name = rename[path] ?? path;
    const root = name.split('.')[0] ?? '';
    if (root !== '' && root in known) placed[name] ??= entry.message;
    else rest.push(entry.message);
  }
  if (Object.keys(placed).length > 0) form.setErrors(placed);
  if (problem.errors.length === 0) return problem.message;
  return rest.length > 0 ? [...new Set(rest)].join(' ') : null;
}
