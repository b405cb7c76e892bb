/**
 * Texts as the hub serves them, for one test: real tables, follower and sender, a keeper on a log in
 * memory, a stepped clock, and providers that answer as the test says.
 */
import { onTestFinished } from 'vitest';
import { type TicketId, ticketId } from '../../../core/hall/ids.ts';
import type { Health } from '../../../drivers/driver.ts';
import type { Text, Texter, TextOutcome, TextReport } from '../../../drivers/texter.ts';
import { CaseTable } from '../../../server/cases/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { Alarms } from '../../../server/house/alarms.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Revs } from '../../../server/house/rev.ts';
import { CaseWords } from '../../../server/people/case-words.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { dutyPhonesOf } from '../../../server/texts/duty-settings.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { type TextSettings, textSettingsOf, textsShape } from '../../../server/texts/settings.ts';
import { kiosk } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { hall, openHall } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';

export const phone = '13800138000';
/** Of managers, by the name behind `env:`. */
export const dutySecrets = { CHIEF: '13700137001', DUTY: '+86 137 0013 7002' };
export const accepted: TextOutcome = { outcome: 'accepted', refs: ['7'], parts: 1 };
export const failed: TextOutcome = { outcome: 'failed', reason: 'busy', detail: 'busy' };

/** A provider that answers as it is told, or not at all. */
export class ToldTexter implements Texter {
  readonly sent: Text[] = [];
  answer: TextOutcome | 'nothing' = accepted;
  /** Of one that does not say by itself what became of a text. */
  declare ask?: NonNullable<Texter['ask']>;
  #tell: (report: TextReport) => void = () => {};

  async send(text: Text): Promise<TextOutcome> {
    this.sent.push(text);
    return this.answer === 'nothing' ? new Promise(() => {}) : this.answer;
  }
  onReport(tell: (report: TextReport) => void): () => void {
    this.#tell = tell;
    return () => {};
  }
  report(report: TextReport): void {
    this.#tell(report);
  }
  health(): Health {
    return { state: 'ready', heardAt: null, detail: '' };
  }
  onHealth(): () => void {
    return () => {};
  }
  async close(): Promise<void> {}
}

export const written = (changes: object = {}): TextSettings =>
  textSettingsOf(
    textsShape.parse({
      signature: '东城政务',
      providers: [
        { id: 'one', address: 'gsm:serial:/dev/ttyUSB8', costPerPart: 0.05 },
        { id: 'two', address: 'gsm:serial:/dev/ttyUSB9' },
      ],
      ...changes,
    }),
  );

/** An open hall whose hub serves texts, with two providers. */
export async function textsOn(house: HouseDatabase, changes: object = {}) {
  const opened = await openHall(smallHall({ publicUrl: 'https://hall.example' }));
  const { keeper, clock, log, ask } = opened;
  const complaints: unknown[] = [];
  // What others change is found by the followers' slow look.
  const revs = new Revs(house, { every: () => () => {} });
  const tables = {
    outbox: new Outbox(house, new Cursors(house), clock),
    textPhones: new TextPhones(house, clock),
    leases: new Leases(house, clock),
    ratings: new Ratings(house, clock),
    cases: new CaseTable({ house, revs, clock, words: new CaseWords(house, clock) }),
    alarms: new Alarms({ house, revs, clock, dice: new SeededDice('alarms') }),
    revs,
  };
  const { outbox } = tables;
  const settings = written(changes);
  /** How long still, in minutes, as the hub is told by its forecast. */
  const forecasts = new Map<TicketId, { low: number; high: number }>();
  const texters = [new ToldTexter(), new ToldTexter()] as const;
  /** One process of the hub. */
  const hub = (seed = 'hub', over: Partial<typeof tables> = {}) => {
    const dies = Object.keys(over).length > 0;
    const served = serveTexts({
      ...{ keeper, log, settings, clock, publicUrl: 'https://hall.example' },
      tables: { ...tables, ...over },
      providers: settings.providers.map((one, index) => ({
        settings: one,
        texter: texters[index] ?? new ToldTexter(),
      })),
      facts: { now: { forecast: { tickets: forecasts } } } as never,
      links: linksOf(new Uint8Array(32)),
      alarms: {
        open: (of) => tables.alarms.open(of),
        printers: ['printer@door', 'printer@hall'],
      },
      dutyPhones: dutyPhonesOf(settings.managers, { folder: '.', secrets: dutySecrets }),
      calendar: calendarOf('Asia/Shanghai'),
      dice: new SeededDice(seed),
      complain: (_what, error) => complaints.push(error),
    });
    // One that dies never comes to an end.
    if (dies) return served;
    onTestFinished(async () => {
      const end = served.end();
      clock.step(3_000);
      await end;
    });
    return served;
  };
  /** Lets time go by, and what it brings about be done. */
  const pass = async (ms: number): Promise<void> => {
    clock.step(ms);
    for (let turn = 0; turn < 3; turn += 1) await outbox.list(hall, 0);
    await new Promise((done) => setImmediate(done));
  };
  const until = async (
    what: string,
    isSo: () => Promise<boolean> | boolean,
    stepMs = 50,
  ): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) {
      if (await isSo()) return;
      await pass(stepMs);
    }
    throw new Error(`it did not come: ${what}; ${JSON.stringify(await outbox.list(hall, 0))}`);
  };
  let taken = 0;
  return {
    ...{ ...opened, ...tables, texters, hub, pass, until, complaints, settings, ask, forecasts },
    /** Takes a number whose visitor wants texts to this phone. */
    takes: async (to: string | null = phone, service = 'a') => {
      taken += 1;
      const id = ticketId(`ticket-${taken}`);
      const deleteAt = clock.now() + 12 * 3_600_000;
      const of = { ticket: id, phone: to ?? '', language: 'zh-Hans' as const, deleteAt };
      if (to !== null) await tables.textPhones.keep(hall, of);
      const { command, by } = kiosk.takes(service) as never as { command: never; by: never };
      await keeper.submit({ command, by, requestId: `take-${taken}`, id });
      return id;
    },
    /** Every text of the outbox as `kind state`, in order. */
    states: async () =>
      (await outbox.list(hall, 0)).map(({ kind, state }) => `${kind} ${state}`).sort(),
  };
}
