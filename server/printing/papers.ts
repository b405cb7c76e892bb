/**
 * Papers that are no tickets: guides, one-time notices, blank forms. What a job is to say is looked up when its
 * turn comes, and the words of a notice are deleted when its last copy has ended.
 */
import { guideAddress } from '../../core/guides/address.ts';
import { filesOf } from '../../core/guides/files.ts';
import {
  type Guide,
  type GuideEntry,
  type GuideList,
  type GuidePackage,
  guideId,
} from '../../core/guides/guide.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Paper } from '../../drivers/paper.ts';
import type { Clock } from '../hall/clock.ts';
import type { GuidePrints } from '../house/guide-prints.ts';
import type { PrintJob, PrintJobs } from '../house/print-jobs.ts';
import type { OneTimeNotices } from '../people/one-time-notices.ts';
import { clocksOf } from './booking-slip.ts';
import { disclosureForm } from './disclosure-form.ts';
import { guidePaper } from './guide.ts';
import { type Notice, noticePaper } from './notice.ts';

/** Whose job it is, at the head of its id, and of what it names as its ticket. */
export const guidePrefix = 'guide:';
export const noticePrefix = 'notice:';
export const formPrefix = 'form:';

/** One guide of a published version, with the mark of its package. */
export interface PublishedGuide {
  readonly guide: Guide;
  readonly mark: Pick<GuidePackage, 'version' | 'date' | 'origin'>;
}

export interface GuidesOfService {
  readonly mark: PublishedGuide['mark'];
  readonly guides: readonly Pick<GuideEntry, 'id' | 'name'>[];
}

/** The guides that this hall has published. Fails: `HouseFailure`. */
export interface GuideShelf {
  find(version: string, id: string): Promise<PublishedGuide | null>;
  /** One guide of the version in force, and which of the files that it names came with it. */
  now(id: string): Promise<(PublishedGuide & { readonly files: readonly string[] }) | null>;
  /** Those of the version in force for a service; null: nothing was published. */
  of(service: string): Promise<GuidesOfService | null>;
  /** A blank or a sample of a published version. */
  file(version: string, name: string): Promise<Buffer | null>;
}

export interface PapersParts {
  readonly hall: string;
  readonly configuration: () => Configuration;
  readonly guidePrints: Pick<GuidePrints, 'find'>;
  readonly notices: Pick<OneTimeNotices, 'find' | 'forget'>;
  readonly jobs: Pick<PrintJobs, 'ofTicket'>;
  readonly shelf: Pick<GuideShelf, 'find'>;
  readonly clock: Pick<Clock, 'now'>;
}

export class Papers {
  readonly #parts: PapersParts;

  constructor(parts: PapersParts) {
    this.#parts = parts;
  }

  /** Whether the job's paper is one of these. */
  has({ job }: Pick<PrintJob, 'job'>): boolean {
    return [guidePrefix, noticePrefix, formPrefix].some((prefix) => job.startsWith(prefix));
  }

  /** The paper of a job of these; null when it is no longer to be printed. Fails: `HouseFailure`. */
  async paperOf(job: PrintJob): Promise<Paper | null> {
    if (job.job.startsWith(formPrefix)) return this.#form(job);
    return job.job.startsWith(guidePrefix) ? this.#guide(job) : this.#notice(job);
  }

  /** The job has ended: words that no other copy needs are deleted. Fails: `HouseFailure`. */
  async ended({ job, ticket }: PrintJob): Promise<void> {
    if (!job.startsWith(noticePrefix)) return;
    const { hall, jobs, notices } = this.#parts;
    const copies = await jobs.ofTicket(hall, ticket);
    if (copies.some(({ state }) => state === 'queued' || state === 'sent')) return;
    await notices.forget(hall, ticket);
  }

  async #guide({ job, because }: PrintJob): Promise<Paper | null> {
    const { hall, configuration, guidePrints, shelf, clock } = this.#parts;
    const print = await guidePrints.find(hall, job);
    const found = print && (await shelf.find(print.version, print.guide));
    if (!print || !found) return null;
    const { name, publicUrl, timeZone } = configuration();
    return guidePaper({
      ...{ ...found, what: print.what, language: print.language, hall: name },
      printed: clocksOf(timeZone).moment(clock.now()),
      reprint: because === 'reprint',
      ...(publicUrl ? { link: guideAddress(publicUrl, found.guide) } : {}),
    });
  }

  async #form({ job }: PrintJob): Promise<Paper | null> {
    const { hall, configuration, guidePrints, clock } = this.#parts;
    const print = await guidePrints.find(hall, job);
    if (!print) return null;
    const { name, timeZone, contacts } = configuration();
    return disclosureForm({
      ...{ hall: name, language: print.language },
      ...(contacts?.consultation ? { phone: contacts.consultation } : {}),
      printed: clocksOf(timeZone).moment(clock.now()),
    });
  }

  async #notice({ ticket }: PrintJob): Promise<Paper | null> {
    const words = await this.#parts.notices.find(this.#parts.hall, ticket);
    // Written by `orders.ts`, which checked it.
    return words === null ? null : noticePaper(JSON.parse(words) as Notice);
  }
}

/** A shelf over what `server/guides` tells as JSON, which it has checked at import. */
export function shelfOf(told: {
  guide(version: string, id: string): Promise<string | null>;
  mark(version: string): Promise<PublishedGuide['mark'] | null>;
  list(version: string): Promise<string | null>;
  files(version: string): Promise<ReadonlySet<string>>;
  file(version: string, name: string): Promise<Buffer | null>;
  inForce(): Promise<string | null>;
}): GuideShelf {
  const find: GuideShelf['find'] = async (version, id) => {
    const [text, mark] = await Promise.all([told.guide(version, guideId(id)), told.mark(version)]);
    return text === null || mark === null ? null : { guide: JSON.parse(text) as Guide, mark };
  };
  return {
    find,
    file: told.file,
    now: async (id) => {
      const version = await told.inForce();
      const found = version === null ? null : await find(version, id);
      if (version === null || found === null) return null;
      const there = await told.files(version);
      return { ...found, files: filesOf(found.guide).filter((name) => there.has(name)) };
    },
    of: async (service) => {
      const version = await told.inForce();
      const text = version && (await told.list(version));
      if (!text) return null;
      const { guides, ...list } = JSON.parse(text) as GuideList;
      const { version: its, date, origin } = list;
      const mine = guides.filter((guide) => guide.service === service);
      return {
        mark: { version: its, date, origin },
        guides: mine.map(({ id, name }) => ({ id, name })),
      };
    },
  };
}
