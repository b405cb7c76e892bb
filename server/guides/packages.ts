/**
 * Packages of guides in their tables: brought in as drafts, submitted by one person, approved by
 * another, published whole and at once, and taken back to by one act. What is in force is told with
 * the hall's `rev`, like every other fact of the house.
 */
import { sql, type Transaction } from 'kysely';
import type { GuideList } from '../../core/guides/guide.ts';
import type { GuideProblem } from '../../core/guides/problems.ts';
import type { ServiceId } from '../../core/hall/ids.ts';
import type { GuidesInForce } from '../../core/views/facts.ts';
import type { Clock } from '../house/clock.ts';
import { type HouseDatabase, inPieces } from '../house/database.ts';
import type { Change, Revs } from '../house/rev.ts';
import type { Tables } from '../house/tables.ts';
import type { PackageFile } from './files.ts';
import { type GuideKeeping, sweepVersions } from './keeping.ts';
import type { Prepared } from './prepare.ts';
import {
  type ActTold,
  asAct,
  asTold,
  type PackageRefusal,
  type PackageTold,
  refused,
} from './told.ts';

/** Packages of a hall that are not published yet; one has to be discarded for a further one. */
export const DRAFTS_MAX = 20;
/** Problems of one package that are kept and told; all of them are counted. */
export const PROBLEMS_KEPT_MAX = 5_000;
/** Published packages and acts in one list, the latest. */
export const LISTED_MAX = 200;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 9;

type Trx = Transaction<Tables>;

export interface PackagesParts {
  readonly house: HouseDatabase;
  readonly revs: Revs;
  readonly clock: Clock;
  readonly dice: Dice;
}

export class Packages {
  readonly #parts: PackagesParts;
  #guided: { hall: string; version: string; services: ReadonlySet<ServiceId> } | null = null;

  constructor(parts: PackagesParts) {
    this.#parts = parts;
  }

  /** Brings a package in as a draft, whole or not at all. Fails: `HouseFailure`. */
  async add(hall: string, made: Prepared, by: string): Promise<PackageTold | PackageRefusal> {
    const { dice, clock, revs } = this.#parts;
    const id = Buffer.from(dice.bytes(idBytes)).toString('base64url');
    const { date, origin, items, problems, events, list, files } = made;
    const must = problems.filter(({ severity }) => severity === 'must').length;
    const row: Tables['guide_packages'] = {
      ...{ hall, id, state: 'draft', version: null, date, origin, items: items.length, must },
      should: problems.length - must,
      problems: JSON.stringify(problems.slice(0, PROBLEMS_KEPT_MAX)),
      ...{ events, list, imported_by: by, imported_at: clock.now() },
      ...{ submitted_by: null, submitted_at: null, approved_by: null, approved_at: null },
    };
    const bodies = items.map((item, place) => ({ hall, package: id, place, ...item }));
    const blanks = files.map(({ name, bytes }) => ({
      ...{ hall, package: id, name, bytes: Buffer.from(bytes).toString('base64') },
    }));
    return revs.change(hall, async (trx): Promise<Change<PackageTold | PackageRefusal>> => {
      const drafts = await trx
        .selectFrom('guide_packages')
        .select((of) => of.fn.countAll().as('count'))
        .where('hall', '=', hall)
        .where('state', 'in', ['draft', 'submitted', 'approved'])
        .executeTakeFirstOrThrow();
      if (Number(drafts.count) >= DRAFTS_MAX) return no(refused('too-many-drafts'));
      await trx.insertInto('guide_packages').values(row).execute();
      for (const piece of inPieces(bodies)) {
        await trx.insertInto('guide_items').values(piece).execute();
      }
      for (const blank of blanks) await trx.insertInto('guide_files').values(blank).execute();
      return { changed: true, value: asTold(row) };
    });
  }

  /** Packages without their guides and problems, the latest first. Fails: `HouseFailure`. */
  async list(hall: string): Promise<PackageTold[]> {
    const query = this.#heads(hall).orderBy('imported_at', 'desc').orderBy('id');
    return (await query.limit(LISTED_MAX).execute()).map(asTold);
  }

  /** One package, by its id. Fails: `HouseFailure`. */
  async find(hall: string, id: string): Promise<PackageTold | null> {
    const row = await this.#heads(hall).where('id', '=', id).executeTakeFirst();
    return row ? asTold(row) : null;
  }

  /** What the checker said of it at import. Fails: `HouseFailure`. */
  async problems(hall: string, id: string): Promise<GuideProblem[]> {
    const row = await this.#parts.house.db
      .selectFrom('guide_packages')
      .select('problems')
      .where('hall', '=', hall)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? (JSON.parse(row.problems) as GuideProblem[]) : [];
  }

  /** One person vouches for it. Fails: `HouseFailure`. */
  submit(hall: string, id: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#move(hall, id, (found) => {
      if (found.state !== 'draft') return refused('guides-wrong-state');
      if (found.must > 0) return refused('guides-have-problems');
      return { state: 'submitted', submitted_by: by, submitted_at: this.#parts.clock.now() };
    });
  }

  /** Another person looks at it and agrees. Fails: `HouseFailure`. */
  approve(hall: string, id: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#move(hall, id, (found) => {
      if (found.state !== 'submitted') return refused('guides-wrong-state');
      if (found.submitted_by === by) return refused('guides-same-person');
      return { state: 'approved', approved_by: by, approved_at: this.#parts.clock.now() };
    });
  }

  /** Takes away what is not published. Fails: `HouseFailure`. */
  discard(hall: string, id: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.revs.change(hall, async (trx) => {
      const found = await locked(trx, hall, id);
      if (found === null) return no(refused('unknown-package'));
      if (!waits(found)) return no(refused('guides-wrong-state'));
      const all = { items: trx.deleteFrom('guide_items'), head: trx.deleteFrom('guide_packages') };
      await all.items.where('hall', '=', hall).where('package', '=', id).execute();
      const blanks = trx.deleteFrom('guide_files').where('hall', '=', hall);
      await blanks.where('package', '=', id).execute();
      await all.head.where('hall', '=', hall).where('id', '=', id).execute();
      return { changed: true, value: asTold(found) };
    });
  }

  /**
   * Puts an approved package in force, whole and at once. `services`: those that the hall has now;
   * a guide that names another one is refused. `day`: the local date, of which the version is made.
   * Fails: `HouseFailure`.
   */
  publish(
    hall: string,
    id: string,
    { by, day, services }: { by: string; day: string; services: ReadonlySet<string> },
  ): Promise<PackageTold | PackageRefusal> {
    return this.#parts.revs.change(hall, async (trx) => {
      const found = await locked(trx, hall, id);
      if (found === null) return no(refused('unknown-package'));
      if (found.state !== 'approved') return no(refused('guides-wrong-state'));
      const list = JSON.parse(found.list) as GuideList;
      const named = [...list.guides, ...list.events].map(({ service }) => service);
      if (named.some((service) => service !== undefined && !services.has(service))) {
        return no(refused('guides-have-problems'));
      }
      const version = await nextVersion(trx, hall, day);
      const published = {
        state: 'published' as const,
        ...{ version, list: JSON.stringify({ ...list, version }) },
      };
      await written(trx, hall, id, published);
      await this.#act(trx, { hall, act: 'published', package: id, version, done_by: by });
      return { changed: true, value: asTold({ ...found, ...published }) };
    });
  }

  /** Puts a version in force that was published before. Fails: `HouseFailure`. */
  rollBack(hall: string, version: string, by: string): Promise<PackageTold | PackageRefusal> {
    return this.#parts.revs.change(hall, async (trx) => {
      await lockHall(trx, hall);
      const query = trx.selectFrom('guide_packages').selectAll().where('hall', '=', hall);
      const found = await query.where('version', '=', version).executeTakeFirst();
      if (!found) return no(refused('unknown-package'));
      if (found.state === 'swept') return no(refused('guides-swept'));
      const now = await lastAct(trx, hall);
      if (now?.version === version) return no(refused('guides-in-force'));
      await this.#act(trx, { hall, act: 'rolled-back', package: found.id, version, done_by: by });
      return { changed: true, value: asTold(found) };
    });
  }

  /** Which version is in force; null before the first. Fails: `HouseFailure`. */
  async inForce(hall: string): Promise<GuidesInForce | null> {
    const now = await lastAct(this.#parts.house.db, hall);
    const found = now ? await this.find(hall, now.package) : null;
    return now && found ? { version: now.version, date: found.date } : null;
  }

  /** What was published and taken back to, by whom and when, the latest first. Fails: `HouseFailure`. */
  async acts(hall: string): Promise<ActTold[]> {
    const query = this.#parts.house.db.selectFrom('guide_acts').selectAll();
    const rows = await query.where('hall', '=', hall).orderBy('number', 'desc').limit(LISTED_MAX);
    return (await rows.execute()).map(asAct);
  }

  /** A published version's list as JSON. Fails: `HouseFailure`. */
  async listText(hall: string, version: string): Promise<string | null> {
    const query = this.#parts.house.db.selectFrom('guide_packages').select('list');
    const row = await query.where('hall', '=', hall).where('version', '=', version);
    return (await row.executeTakeFirst())?.list || null;
  }

  /** The services that a published version's guides name; read once, as it never changes. Fails: `HouseFailure`. */
  async guided(hall: string, version: string): Promise<ReadonlySet<ServiceId>> {
    const known = this.#guided;
    if (known?.hall === hall && known.version === version) return known.services;
    const { guides } = JSON.parse((await this.listText(hall, version)) ?? noGuides) as GuideList;
    const services = new Set(guides.flatMap(({ service }) => service ?? []));
    this.#guided = { hall, version, services };
    return services;
  }

  /** One guide of a published version as JSON. Fails: `HouseFailure`. */
  async guideText(hall: string, version: string, guide: string): Promise<string | null> {
    const row = await this.#parts.house.db
      .selectFrom('guide_packages')
      .innerJoin('guide_items', (on) =>
        on
          .onRef('guide_items.hall', '=', 'guide_packages.hall')
          .onRef('guide_items.package', '=', 'guide_packages.id'),
      )
      .select('guide_items.body')
      .where('guide_packages.hall', '=', hall)
      .where('guide_packages.version', '=', version)
      .where('guide_items.id', '=', guide)
      .executeTakeFirst();
    return row?.body ?? null;
  }

  /** One file of a published version. Fails: `HouseFailure`. */
  async file(hall: string, version: string, name: string): Promise<Buffer | null> {
    const query = this.#filesOf(hall, version).select('guide_files.bytes');
    const row = await query.where('guide_files.name', '=', name).executeTakeFirst();
    return row ? Buffer.from(row.bytes, 'base64') : null;
  }

  /** Which files a published version has, by name. Fails: `HouseFailure`. */
  async fileNames(hall: string, version: string): Promise<ReadonlySet<string>> {
    const rows = await this.#filesOf(hall, version).select('guide_files.name').execute();
    return new Set(rows.map(({ name }) => name));
  }

  /** The files of a package, published or not. Fails: `HouseFailure`. */
  async filesIn(hall: string, id: string): Promise<PackageFile[]> {
    const query = this.#parts.house.db.selectFrom('guide_files').select(['name', 'bytes']);
    const rows = query.where('hall', '=', hall).where('package', '=', id).orderBy('name');
    return (await rows.execute()).map(({ name, bytes }) => ({
      ...{ name, bytes: Buffer.from(bytes, 'base64') },
    }));
  }

  /** A package whole, as the JSON of `GuidePackage`. Fails: `HouseFailure`. */
  async wholeText(hall: string, id: string): Promise<string | null> {
    const query = this.#parts.house.db.selectFrom('guide_packages').selectAll();
    const head = await query.where('hall', '=', hall).where('id', '=', id).executeTakeFirst();
    if (!head || head.state === 'swept') return null;
    const { version, date, origin, events } = head;
    const start = JSON.stringify({ version: version ?? 'draft', date, origin }).slice(0, -1);
    const bodies = [...(await this.bodies(hall, id)).values()];
    return `${start},"events":${events},"guides":[${bodies.join(',')}]}`;
  }

  /** A package's guides as JSON, by id, in their order. Fails: `HouseFailure`. */
  async bodies(hall: string, id: string): Promise<Map<string, string>> {
    const query = this.#parts.house.db.selectFrom('guide_items').select(['id', 'body']);
    const rows = await query.where('hall', '=', hall).where('package', '=', id).orderBy('place');
    return new Map((await rows.execute()).map((row) => [row.id, row.body]));
  }

  /** A package's life events as JSON, by id. Fails: `HouseFailure`. */
  async eventBodies(hall: string, id: string): Promise<Map<string, string>> {
    const query = this.#parts.house.db.selectFrom('guide_packages').select('events');
    const row = await query.where('hall', '=', hall).where('id', '=', id).executeTakeFirst();
    const events = JSON.parse(row?.events ?? '[]') as { id: string }[];
    return new Map(events.map((event) => [event.id, JSON.stringify(event)]));
  }

  /** The package with this published version, if it was not swept. Fails: `HouseFailure`. */
  async ofVersion(hall: string, version: string): Promise<PackageTold | null> {
    const query = this.#heads(hall).where('version', '=', version);
    const row = await query.where('state', '=', 'published').executeTakeFirst();
    return row ? asTold(row) : null;
  }

  /** Takes away the guides of versions that have outlived; how many. Fails: `HouseFailure`. */
  sweep(hall: string, keeping: GuideKeeping): Promise<number> {
    return this.#parts.revs.change(hall, async (trx) => {
      await lockHall(trx, hall);
      const swept = await sweepVersions(trx, hall, this.#parts.clock.now(), keeping);
      return { changed: swept > 0, value: swept };
    });
  }

  #heads(hall: string) {
    return this.#parts.house.db
      .selectFrom('guide_packages')
      .select(['id', 'state', 'version', 'date', 'origin', 'items', 'must', 'should'])
      .select(['imported_by', 'imported_at', 'submitted_by', 'submitted_at'])
      .select(['approved_by', 'approved_at'])
      .where('hall', '=', hall);
  }

  #filesOf(hall: string, version: string) {
    return this.#parts.house.db
      .selectFrom('guide_packages')
      .innerJoin('guide_files', (on) =>
        on
          .onRef('guide_files.hall', '=', 'guide_packages.hall')
          .onRef('guide_files.package', '=', 'guide_packages.id'),
      )
      .where('guide_packages.hall', '=', hall)
      .where('guide_packages.version', '=', version);
  }

  #move(
    hall: string,
    id: string,
    step: (found: Tables['guide_packages']) => Partial<Tables['guide_packages']> | PackageRefusal,
  ): Promise<PackageTold | PackageRefusal> {
    return this.#parts.revs.change(hall, async (trx) => {
      const found = await locked(trx, hall, id);
      if (found === null) return no(refused('unknown-package'));
      const next = step(found);
      if ('refused' in next) return no(next);
      await written(trx, hall, id, next);
      return { changed: true, value: asTold({ ...found, ...next }) };
    });
  }

  async #act(trx: Trx, act: Omit<Tables['guide_acts'], 'number' | 'at'>): Promise<void> {
    const number = ((await lastAct(trx, act.hall))?.number ?? 0) + 1;
    const at = this.#parts.clock.now();
    await trx
      .insertInto('guide_acts')
      .values({ ...act, number, at })
      .execute();
  }
}

const noGuides = '{"guides":[]}';

const waits = ({ state }: Pick<Tables['guide_packages'], 'state'>): boolean =>
  state !== 'published' && state !== 'swept';

const no = (refusal: PackageRefusal): Change<PackageTold | PackageRefusal> => ({
  changed: false,
  value: refusal,
});

/** Of two who act at once the second waits here; on SQLite the transaction itself is the lock. */
async function lockHall(trx: Trx, hall: string): Promise<void> {
  await trx
    .insertInto('house_rev')
    .values({ hall, rev: 0 })
    .onConflict((on) => on.column('hall').doUpdateSet({ rev: sql<number>`house_rev.rev` }))
    .execute();
}

async function locked(trx: Trx, hall: string, id: string) {
  await lockHall(trx, hall);
  const query = trx.selectFrom('guide_packages').selectAll().where('hall', '=', hall);
  return (await query.where('id', '=', id).executeTakeFirst()) ?? null;
}

async function written(
  trx: Trx,
  hall: string,
  id: string,
  next: Partial<Tables['guide_packages']>,
): Promise<void> {
  const query = trx.updateTable('guide_packages').set(next).where('hall', '=', hall);
  await query.where('id', '=', id).execute();
}

async function lastAct(db: HouseDatabase['db'], hall: string) {
  const query = db.selectFrom('guide_acts').selectAll().where('hall', '=', hall);
  return (await query.orderBy('number', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** `20261122-1`, `20261122-2`: short on paper, and a later one never sorts before an earlier. */
async function nextVersion(trx: Trx, hall: string, day: string): Promise<string> {
  const start = `${day.replaceAll('-', '')}-`;
  const query = trx.selectFrom('guide_packages').select((of) => of.fn.countAll().as('count'));
  const of = query.where('hall', '=', hall).where('version', 'like', `${start}%`);
  return `${start}${Number((await of.executeTakeFirstOrThrow()).count) + 1}`;
}
