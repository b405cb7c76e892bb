/**
 * How the pages of those who run the hall ask the hub over HTTP. Nothing here rejects: what cannot be
 * reached is said so.
 */

export type Failed = 'not-allowed' | 'unreachable';

/** Where a hall's operations stand. */
export const hallPath = (hall: string): string => `/api/halls/${encodeURIComponent(hall)}`;

const json = 'application/json';

/** What stands at an address. */
export async function read<T>(path: string): Promise<T | Failed> {
  return readIn<T>(await answerOf(path, { headers: { accept: json } }));
}

/** What an answer holds. */
export async function readIn<T>(answer: Response | null): Promise<T | Failed> {
  if (answer?.status === 401 || answer?.status === 403) return 'not-allowed';
  try {
    return answer?.ok ? ((await answer.json()) as T) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** Asks for a deed; null: the hub did not answer. */
export function send(
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Response | null> {
  const headers = { 'content-type': json, accept: json };
  return answerOf(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function answerOf(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, init);
  } catch {
    return null;
  }
}
