/**
 * A console in a real Chromium against the pretend hub, which answers by the real rules over a day
 * of the example hall. Time on the hub passes only when a test says so.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import type { Actor, Command } from '../../core/hall/commands.ts';
import { bookingId, counterId, serviceId } from '../../core/hall/ids.ts';
import { namesView } from '../../core/views/names.ts';
import type { BookingTold, BookMessage, SlotsTold } from '../../core/wire/booking.ts';
import { type Answer, type Heard, PretendHub } from '../../fixtures/machines/hub.ts';
import {
  type CounterExample,
  counterDays,
  exampleConfiguration,
  here,
} from '../../fixtures/screens/counter.ts';
import { type CounterDay, clerk } from '../../fixtures/screens/counter-day.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

import type { Me } from '../../console/account.ts';
import { clerkHere, managerHere } from '../../fixtures/screens/staff.ts';
import { openBrowser } from './browser.ts';
import { SharedPages, type Wanted } from './pages.ts';

export const me = { ...clerkHere, id: clerk.id };

/** The code of the one booking that the stage's hub knows. */
export const bookedCode = 'ABCD2345';

/** The number that it was booked with. */
export const bookedWith = '11010119900307002X';

const usual = { width: 1024, height: 768 };
const hourMs = 3_600_000;

/** Whether this is the code or the number of the one booking. */
const knows = ({ code, person }: Heard['body']): boolean =>
  person === undefined
    ? String(code).toUpperCase().replace(/[-\s]/g, '') === bookedCode
    : (person as { number?: string }).number === bookedWith;

const atNoCounter = new Set<Command['type']>(['rejoin', 'cancel', 'change-class', 'issue-ticket']);

/** A wish for a card is none: it is said again and again while a form is open. */
const isDeed = ({ event }: Heard): boolean => event !== 'await-card' && event !== 'leave-card';

export class Stage {
  readonly hub: PretendHub;
  /** In whose name the hub does what pages ask. */
  as: Actor = clerk;
  readonly #pages: SharedPages;
  #day: CounterDay = counterDays.ordinary();

  constructor(browser: Browser, dist: string) {
    this.#pages = new SharedPages(browser);
    this.hub = new PretendHub(namesView(exampleConfiguration()), dist);
  }

  get day(): CounterDay {
    return this.#day;
  }

  /** What the pages asked, in order, but for wishes for a card. */
  get heard(): readonly Heard[] {
    return this.hub.heard.filter(isDeed);
  }

  /** The commands that the pages sent, in order. */
  get asked(): readonly (Command & { requestId: string })[] {
    const commands = this.heard.filter(({ event }) => event === 'command');
    return commands.map(({ body }) => {
      const { requestId, command } = body as unknown as { requestId: string; command: Command };
      return { ...command, requestId };
    });
  }

  /** Begins anew with this example; pages that are open see it too. */
  set(example: CounterExample): void {
    this.#day = counterDays[example]();
    this.hub.heard.length = 0;
    this.as = clerk;
    this.hub.names = namesView(exampleConfiguration());
    this.hub.silent = false;
    this.hub.refusal = null;
    this.hub.answer = (heard) => this.byTheRules(heard);
    this.tell();
  }

  /** Begins anew with this example and waits until the page shows it. */
  async show(example: CounterExample, page: Page): Promise<void> {
    this.set(example);
    const { inHand, counter } = this.#day.view(here);
    const shown = counter.clerk !== clerk.id ? '.door' : inHand ? '.hand-label' : '.hand-empty';
    await page.locator(shown).waitFor();
    if (inHand) await page.locator('.hand-label', { hasText: inHand.label }).waitFor();
    await fontsOn(page);
  }

  /** The same in the mini window. */
  async showMini(example: CounterExample, page: Page): Promise<void> {
    this.set(example);
    const { inHand } = this.#day.view(here);
    const shown = inHand ? `.mini-label-${inHand.status}` : '.mini-none';
    await page.locator(shown).waitFor();
    if (inHand) await page.locator('.mini-label', { hasText: inHand.label }).waitFor();
    await fontsOn(page);
  }

  /** Lets the hub's time pass. */
  pass(seconds: number): void {
    this.#day.pass(seconds);
    this.tell();
  }

  /** Somebody else does something in the hall. */
  elsewhere(by: Actor, command: Command): void {
    this.#day.must(by, command);
    this.tell();
  }

  /** What the rules say to what the page asked, in the clerk's name; everybody sees what came of it. */
  byTheRules(heard: Heard): ReturnType<Answer> {
    if (heard.event !== 'command') return this.#beside(heard);
    const { command } = heard.body as unknown as { command: Command };
    const place = atNoCounter.has(command.type) ? {} : { counter: here };
    // The hub leaves these two out of the command; they say who prints, and whose number it is.
    const { kiosk: _, person: __, ...said } = { kiosk: null, person: null, ...command };
    const taking = said.type === 'issue-ticket' ? { linkHash: null } : {};
    const reply = this.#day.ask(this.as, { ...said, ...place, ...taking } as Command);
    this.tell();
    return reply;
  }

  /** What is no command of the rules: calls for help and bookings, as the hub would answer. */
  #beside({ event, body }: Heard): ReturnType<Answer> {
    const { call } = body as { call?: string };
    const known = this.#day.facts.helpCalls.find(({ id }) => id === call);
    switch (event) {
      case 'accept-help':
      case 'finish-help': {
        if (!known) return { refused: 'unknown-call' };
        if (event === 'accept-help' && known.state === 'accepted') return { refused: 'help-taken' };
        const others = this.#day.facts.helpCalls.filter((one) => one !== known);
        const accepted = { ...known, state: 'accepted' as const };
        const helpCalls = event === 'accept-help' ? [...others, accepted] : others;
        this.#day.facts = { ...this.#day.facts, helpCalls };
        this.tell();
        return { ok: true, call: known.id };
      }
      case 'check-in':
        return this.#checkIn(body);
      case 'slots':
        return { ok: true, service: serviceId(String(body.service)), days: this.#days() };
      case 'book':
        return this.#book(body);
      case 'find-bookings':
        return knows(body)
          ? { ok: true, bookings: [this.#booked('business-registration', this.#tomorrow)] }
          : { refused: 'unknown-booking' };
      case 'cancel-booking':
        return {
          ok: true,
          booking: {
            ...this.#booked('business-registration', this.#tomorrow),
            state: 'cancelled',
          },
        };
      case 'await-card':
      case 'leave-card':
        return { refused: 'no-reader' };
      default:
        return { refused: 'not-allowed' };
    }
  }

  /** Tomorrow with one free slot and one that is full. */
  #days(): SlotsTold['days'] {
    const at = this.#tomorrow;
    const slot = (from: number, minute: number, free: number) => ({
      at: from,
      ends: from + hourMs / 2,
      minute,
      free,
    });
    return [
      { date: '2026-11-24', name: null, slots: [slot(at, 600, 3), slot(at + hourMs / 2, 630, 0)] },
    ];
  }

  #book(body: Heard['body']): ReturnType<Answer> {
    const { service, at, person } = body as unknown as BookMessage;
    if ('number' in person && person.number.length < 7) {
      return { refused: 'bad-input', field: 'person.number', rule: 'its form' };
    }
    return { ok: true, booking: this.#booked(service, at) };
  }

  get #tomorrow(): number {
    return this.#day.now + 24 * hourMs;
  }

  #booked(service: string, at: number): BookingTold {
    return {
      id: bookingId('booking-0010'),
      code: bookedCode,
      service: serviceId(service),
      date: '2026-11-24',
      minute: 600,
      at,
      ends: at + hourMs / 2,
      state: 'booked',
      language: 'zh-Hans',
      hint: '**34',
      cancelUntil: at - 2 * hourMs,
      checkInFrom: at - hourMs / 2,
      checkInUntil: at + hourMs / 4,
      ticket: null,
    };
  }

  /** One booking is known, for this very minute. */
  #checkIn(body: Heard['body']): ReturnType<Answer> {
    if (!knows(body)) return { refused: 'unknown-booking' };
    const reply = this.#day.ask(this.as, {
      type: 'check-in',
      booking: bookingId('booking-0009'),
      slotAt: this.#day.now,
      service: serviceId('tax'),
      language: 'zh-Hans',
      linkHash: null,
    });
    this.tell();
    return reply;
  }

  /** Sends the day as it is, at its own time. */
  tell(): void {
    this.hub.ahead = this.#day.now - Date.now();
    this.hub.show('counter', this.#day.view(here));
    this.hub.show('display', this.#day.display());
  }

  /** A page of a browser profile that no other page of this test has; `null`: as large as windows are. */
  async strangerPage(size: Size | null = usual, wanted: Omit<Wanted, 'options'> = {}) {
    return (await this.#pages.take({ options: { viewport: size }, ...wanted })).page;
  }

  /** The same, with the clerk signed in; `role` is what the account says. */
  page(size: Size | null = usual, role = me.role, alone = false): Promise<Page> {
    // Answered in the page: while a browser's requests are intercepted, its floating windows load none.
    const by = (context: BrowserContext) =>
      context.addInitScript(
        (person) => {
          const ask = globalThis.fetch;
          globalThis.fetch = (input, init) =>
            input === '/me' ? Promise.resolve(Response.json(person)) : ask(input, init);
        },
        { ...me, role, may: role === 'manager' ? managerHere.may : me.may },
      );
    return this.strangerPage(size, { alone, prepared: { name: role, by } });
  }

  /** The console at the counter of the examples, ready. */
  async open(search = '', size?: Size | null, role?: Me['role']): Promise<Page> {
    const page = await this.page(size, role);
    await this.begin(page, search);
    return page;
  }

  /** The console anew, on a page that is open. */
  async begin(page: Page, search = ''): Promise<void> {
    await page.goto(`${this.hub.url}/console?counter=${here}${search}`);
    await page.waitForSelector('.counter, .door, .mini');
    await fontsOn(page);
  }

  /** The test is over. */
  endPages(): Promise<void> {
    return this.#pages.giveBack(this.hub.url);
  }
}

/** A browser and a pretend hub for one test file; its pages are given back after every test. */
export function stageForTests(): () => Stage {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    browser = await openBrowser();
    stage = new Stage(browser, inject('pages'));
    await stage.hub.start();
  });
  afterEach(() => stage.endPages());
  afterAll(async () => {
    await stage.hub.stop();
    await browser.close();
  });
  return () => stage;
}

export const beside = counterId('4');

/**
 * What does not fit: content that is cut off or reaches out of the window, but for regions that are
 * meant to scroll and names that are meant to end in an ellipsis.
 */
export function clippedOn(page: Page): Promise<string[]> {
  return page.locator('html').evaluate((root) => {
    const meant =
      '.unseen, .rows-scroll, ol, .waiting-scroll, .choose, .menu, .next-marks, .help, title, script';
    const { innerWidth, innerHeight } = window;
    const clipped: string[] = [];
    if (root.scrollWidth > root.clientWidth) clipped.push(`page is ${root.scrollWidth} wide`);
    if (root.scrollHeight > root.clientHeight) clipped.push(`page is ${root.scrollHeight} high`);
    for (const element of root.querySelectorAll('body *')) {
      if (element.closest(meant)) continue;
      const { overflowX, overflowY, display, textOverflow } = getComputedStyle(element);
      // A clamped text ends in dots of its own; browsers call its display either of these.
      const ends = textOverflow === 'ellipsis' || display === '-webkit-box';
      if (display === 'inline' || display === 'flow-root' || ends) continue;
      const wide = element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible';
      const high = element.scrollHeight > element.clientHeight + 1 && overflowY !== 'visible';
      const { right, bottom, width } = element.getBoundingClientRect();
      const out = width > 0 && (right > innerWidth + 1 || bottom > innerHeight + 1);
      if (wide || high || out) clipped.push(`${element.tagName}.${element.className}`);
    }
    return clipped;
  });
}

/** Buttons whose words reach out of them. */
export function cutWordsOn(page: Page): Promise<string[]> {
  return page.locator('button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const outer = button.getBoundingClientRect();
      const cut = [...button.querySelectorAll('span:not(.unseen), kbd')].some((word) => {
        const { left, right, bottom } = word.getBoundingClientRect();
        return left < outer.left - 1 || right > outer.right + 1 || bottom > outer.bottom + 1;
      });
      return cut ? [button.textContent ?? ''] : [];
    }),
  );
}

/** The place and size of every button and heading, to see that nothing moved. */
export function placesOn(page: Page): Promise<string[]> {
  return page.locator('button, h2').evaluateAll((all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join(' ');
    }),
  );
}

/** Resolves when the fonts that the page asked for are there. */
export async function fontsOn(page: Page): Promise<void> {
  await page.locator('html').evaluate(async (root) => {
    await root.ownerDocument.fonts.ready;
  });
}

/** What has the focus: its id, its words, and the outline that shows it. */
export function focusOn(page: Page): Promise<{ id: string; text: string; outline: string }> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const { outlineStyle } = getComputedStyle(focused);
    return { id: focused.id, text: focused.textContent ?? '', outline: outlineStyle };
  });
}
