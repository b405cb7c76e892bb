/**
 * A hub that ended while paper came out left half a slip in the printer. The drivers of the next run
 * know nothing of it; the rows do, and tell them, so that the next visitor's slip is cut free of it.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { Printer } from '../../drivers/driver.ts';
import type { PrintJob, PrintJobs } from '../house/print-jobs.ts';

/** So many of a kiosk's last papers are looked at for one that was sent. */
const looked = 20;
/** Why nobody can vouch for a paper that was under way. */
const brokeOff: ReadonlySet<string> = new Set(['lost-in-print', 'hub-restarted']);

/**
 * Tells the printers of `kiosks` whose last slip broke off, of those that hang on this process. Fails:
 * `HouseFailure`.
 */
export async function tellTorn(
  kiosks: readonly KioskId[],
  parts: {
    readonly hall: string;
    readonly printers: ReadonlyMap<KioskId, Pick<Printer, 'beginTorn'>>;
    readonly jobs: Pick<PrintJobs, 'latest'>;
  },
): Promise<void> {
  for (const kiosk of kiosks) {
    const printer = parts.printers.get(kiosk);
    if (!printer?.beginTorn) continue;
    if (isTorn(await parts.jobs.latest(parts.hall, kiosk, looked))) printer.beginTorn();
  }
}

/** `latest`: newest first. One that failed was not sent, and leaves in the printer what was there. */
function isTorn(latest: readonly Pick<PrintJob, 'state' | 'reason'>[]): boolean {
  const last = latest.find(({ state }) => state !== 'failed');
  return last?.state === 'unknown' && brokeOff.has(last.reason ?? '');
}
