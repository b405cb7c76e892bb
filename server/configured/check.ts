/**
 * Whether a text can be the hall's settings: by the same schema as the file of the start command. Every
 * complaint names the field and the rule. What a start meets on its machine beside it: `starting.ts`.
 */
import type { z } from 'zod';
import { configurationFile, type HallFile, parseHall, SettingsError } from '../settings.ts';
import type { Path, Plain } from './differences.ts';
import { readYaml } from './document.ts';

/** Complaints that are told; all of them are counted. */
export const complaintsToldMax = 100;

export interface Complaint {
  readonly path: Path;
  /** zod's name of the rule, `custom` where it is one of ours, `yaml` or `start`. */
  readonly code: string;
  /** A plain English sentence; pages have it in their languages. */
  readonly rule: string;
}

export type Checked =
  | { readonly ok: true; readonly value: Plain; readonly file: HallFile }
  | { readonly ok: false; readonly value: Plain | null; readonly complaints: readonly Complaint[] };

export interface CheckParts {
  /** The hall that it must be for; another hall has another log. */
  readonly hall: string;
  /** The file of the start command: what the text names lies beside it. */
  readonly path: string;
}

/** Checks a text against the schema. Never throws. */
export function checkText(text: string, { hall, path }: CheckParts): Checked {
  const read = readYaml(text);
  if (!read.ok) {
    const rule = `line ${read.line}: ${read.rule}`;
    return { ok: false, value: null, complaints: [{ path: [], code: 'yaml', rule }] };
  }
  const { value } = read;
  const parsed = configurationFile.safeParse(value);
  const complaints = parsed.success ? [] : parsed.error.issues.flatMap(complaintsOf);
  if (parsed.success && parsed.data.hall !== hall) {
    complaints.push({ path: ['hall'], code: 'custom', rule: `the hall is ${hall}` });
  }
  if (complaints.length > 0) return { ok: false, value, complaints };
  try {
    return { ok: true, value, file: parseHall(text, path) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // What the schema cannot say: the time zone.
    const rule = error.message.split(': ').slice(-1).join();
    return { ok: false, value, complaints: [{ path: ['timeZone'], code: 'custom', rule }] };
  }
}

function complaintsOf(issue: z.core.$ZodIssue): Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...{ path: [...path, key], code: issue.code, rule: 'no such field' },
    }));
  }
  return [{ path, code: issue.code, rule: issue.message }];
}
