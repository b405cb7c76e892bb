/**
 * The papers of one hall that are no tickets, put together: what they say from its tables, and the
 * guides that it has published.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Packages } from '../guides/packages.ts';
import type { Clock } from '../hall/clock.ts';
import type { GuidePrints } from '../house/guide-prints.ts';
import type { PrintJobs } from '../house/print-jobs.ts';
import type { OneTimeNotices } from '../people/one-time-notices.ts';
import { PaperOrders } from './orders.ts';
import { type GuideShelf, Papers, shelfOf } from './papers.ts';
import type { Printing } from './printing.ts';

export interface HallPapersParts {
  readonly hall: string;
  readonly configuration: () => Configuration;
  readonly tables: {
    readonly guides: Pick<
      Packages,
      'guideText' | 'listText' | 'file' | 'fileNames' | 'ofVersion' | 'inForce'
    >;
    readonly guidePrints: GuidePrints;
    readonly oneTimeNotices: OneTimeNotices;
    readonly printJobs: PrintJobs;
  };
  readonly clock: Pick<Clock, 'now'>;
  readonly today: () => string;
}

export interface HallPapers {
  /** For `Printing`. */
  readonly papers: Papers;
  /** For phones. */
  readonly shelf: GuideShelf;
  ordersOn(printing: Pick<Printing, 'orderPapers' | 'hasPrinter'>): PaperOrders;
}

export function hallPapers({ tables, ...parts }: HallPapersParts): HallPapers {
  const { hall } = parts;
  const { guides, guidePrints, oneTimeNotices: notices, printJobs: jobs } = tables;
  const shelf = shelfOf({
    guide: (version, id) => guides.guideText(hall, version, id),
    mark: async (version) => {
      const found = await guides.ofVersion(hall, version);
      return found && { version, date: found.date, origin: found.origin };
    },
    file: (version, name) => guides.file(hall, version, name),
    files: (version) => guides.fileNames(hall, version),
    list: (version) => guides.listText(hall, version),
    inForce: async () => (await guides.inForce(hall))?.version ?? null,
  });
  const all = { ...parts, guidePrints, notices, jobs, shelf };
  return {
    shelf,
    papers: new Papers(all),
    ordersOn: (printing) => new PaperOrders({ ...all, printing }),
  };
}
