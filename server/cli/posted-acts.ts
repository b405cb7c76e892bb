/**
 * What an administrator posts from the command line: an emergency above all, because it must not depend
 * on a page, then notices and who is on duty. They write the same rows as the managers' page, so a hub
 * that runs shows them within a second, and one that does not run shows them when it comes up.
 */
import type { EmergencyKind, NoticeWhere, PostedTexts } from '../../core/views/facts.ts';
import type { Act, Said } from './acts.ts';
import { readWords, type Words } from './words.ts';

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });
const row = (...cells: (string | null)[]): string => cells.map((cell) => cell ?? '-').join('\t');
const timeText = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

const who = 'command-line';
const kinds: readonly EmergencyKind[] = ['evacuation', 'fault', 'drill'];
const charsMax = 80;
const places = ['all', 'area', 'screen', 'kiosk'] as const;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** By their first two words, like `acts`. */
export const postedActs: Readonly<Record<string, Act>> = {
  'emergency start': {
    usage: 'emergency start <evacuation|fault|drill> [words] [--en WORDS]',
    about: 'takes over all screens, signs, strips, kiosks and phones, until it is ended',
    run: async ({ tables, hall }, said) => {
      const { alone, named } = readWords(said, ['en']);
      const kind = kinds.find((one) => one === alone[0]);
      if (kind === undefined) return not(`kind: one of ${kinds.join(', ')}`);
      const words = textsOf(alone[1], named);
      if (words === 'too-long') return not(`words: at most ${charsMax} characters`);
      await tables.emergencies.start(hall, { kind, words }, who);
      return done(`${kind} stands on all screens; end it with: jinghao emergency end`);
    },
  },
  'emergency end': {
    usage: 'emergency end',
    about: 'ends the emergency',
    run: async ({ tables, hall }) =>
      (await tables.emergencies.end(hall, who)) ? done('ended') : not('no emergency stands'),
  },
  'emergency list': {
    usage: 'emergency list',
    about: 'lists the emergency that stands, and those that were',
    changes: false,
    run: async ({ tables, hall }) => {
      const all = await tables.emergencies.list(hall);
      return done(
        row('kind', 'since', 'by', 'ended', 'by'),
        ...all.map((one) =>
          row(one.kind, timeText(one.since), one.startedBy, timeText(one.endedAt), one.endedBy),
        ),
      );
    },
  },
  'notice add': {
    usage:
      'notice add <text> [--en TEXT] [--from TIME] [--until TIME] [--at all|area|screen|kiosk] [--id ID]',
    about: 'posts a notice; times as 2026-11-21T09:00+08:00',
    run: async ({ tables, hall }, said) => {
      const { alone, named } = readWords(said, ['en', 'from', 'until', 'at', 'id']);
      const text = textsOf(alone[0], named);
      if (text === null || text === 'too-long') return not(`text: 1-${charsMax} characters`);
      const where = whereOf(named);
      if (where === null) return not(`--at: one of ${places.join(', ')}; an area needs --id`);
      const [from, until] = [timeOf(named.get('from')), timeOf(named.get('until'))];
      if (Number.isNaN(from) || Number.isNaN(until)) return not('--from, --until: not a time');
      if (from !== null && until !== null && from >= until) return not('--until: before --from');
      const notice = await tables.notices.add(hall, { text, where, from, until }, who);
      return notice ? done(`notice ${notice.id}`) : not('there are too many notices; end some');
    },
  },
  'notice list': {
    usage: 'notice list',
    about: 'lists the notices that are shown or will be',
    changes: false,
    run: async ({ tables, hall }) =>
      done(
        ...(await tables.notices.open(hall)).map(({ id, where, from, until, text }) =>
          row(id, where.at, where.id, timeText(from), timeText(until), text['zh-Hans']),
        ),
      ),
  },
  'notice end': {
    usage: 'notice end <id>',
    about: 'ends a notice now',
    run: async ({ tables, hall }, [id = '']) =>
      (await tables.notices.end(hall, id))
        ? done(`notice ${id} ended`)
        : not(`id: no notice ${id}`),
  },
  'duty set': {
    usage: 'duty set <YYYY-MM-DD> <name> <post> [phone]',
    about: 'enters who leads the hall on a day; it is posted in public',
    run: async ({ tables, hall }, [day = '', name = '', post = '', phone]) => {
      if (!date.test(day) || Number.isNaN(Date.parse(day))) return not('day: a date is YYYY-MM-DD');
      if (name.trim() === '' || post.trim() === '') return not('name and post: say both');
      await tables.roster.set(hall, { day, name, post, phone: phone ?? null });
      return done(`${day} is entered`);
    },
  },
  'duty list': {
    usage: 'duty list',
    about: 'lists the days that are entered, from the oldest that is kept',
    changes: false,
    run: async ({ tables, hall }) =>
      done(
        ...(await tables.roster.from(hall, '')).map(({ day, name, post, phone }) =>
          row(day, name, post, phone),
        ),
      ),
  },
  'duty remove': {
    usage: 'duty remove <YYYY-MM-DD>',
    about: 'takes a day out of the roster',
    run: async ({ tables, hall }, [day = '']) =>
      (await tables.roster.remove(hall, day)) ? done(`${day} is empty`) : not(`day: no ${day}`),
  },
};

function textsOf(zh: string | undefined, named: Words['named']): PostedTexts | null | 'too-long' {
  if (zh === undefined || zh.trim() === '') return null;
  const en = named.get('en');
  if (zh.length > charsMax || (en?.length ?? 0) > charsMax * 2) return 'too-long';
  return { 'zh-Hans': zh.trim(), ...(en === undefined ? {} : { en }) };
}

function whereOf(named: Words['named']): NoticeWhere | null {
  const at = places.find((one) => one === (named.get('at') ?? 'all'));
  const id = named.get('id') ?? null;
  if (at === undefined || (at === 'area' && id === null) || (at === 'all' && id !== null))
    return null;
  return { at, id };
}

/** NaN: it is no time. */
const timeOf = (said: string | undefined): number | null =>
  said === undefined ? null : Date.parse(said);
