/**
 * Ledgers of cases as tables to be filed: failed errands with the six stages of 办法 art. 46, visits of
 * experience officers by month (art. 44), and all cases. They are kept in Chinese, hold no name and no
 * phone of a visitor, and are written as CSV or XLSX.
 */
import type { CaseKind, CaseSource, CaseStage, Light } from '../../core/cases/case.ts';
import type { Configuration, Texts } from '../../core/hall/configuration.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { CaseSettings } from './settings.ts';
import type { CaseEntry, OfficerForm } from './table.ts';

export const ledgerNames = ['failed-errands', 'experience', 'all'] as const;
export type LedgerName = (typeof ledgerNames)[number];

export const ledgerKinds: Readonly<Record<LedgerName, readonly CaseKind[] | undefined>> = {
  'failed-errands': ['failed-errand'],
  experience: ['experience'],
  all: undefined,
};

/** The six stages of art. 46 in their order, each a column. */
export const sixStages = [
  ['opened', '发现问题'],
  ['analysed', '分析原因'],
  ['dispatched', '派发工单'],
  ['solved', '限期解决'],
  ['checked', '结果核查'],
  ['closed', '监督检查'],
] as const satisfies readonly (readonly [CaseStage, string])[];

const kinds: Readonly<Record<CaseKind, string>> = {
  'bad-rating': '差评',
  'failed-errand': '办不成事',
  complaint: '投诉建议',
  disclosure: '依申请公开',
  experience: '体验员体验',
  incident: '突发事件',
};
const sources: Readonly<Record<CaseSource, string>> = {
  ...{ pad: '评价器', tablet: '窗口平板', kiosk: '自助终端', phone: '手机', text: '短信' },
  ...{ counter: '窗口', 12345: '12345热线', paper: '书面', hall: '大厅当面' },
  ...{ officer: '体验员', system: '系统' },
};
const lights: Readonly<Record<Light, string>> = { green: '正常', amber: '临期', red: '超期' };
const visits: Readonly<Record<OfficerForm['visit'], string>> = {
  ...{ full: '全面体验', 'at-once': '即时体验', 'follow-up': '跟踪体验', targeted: '定向体验' },
};
const ways: Readonly<Record<OfficerForm['way'], string>> = {
  ...{ hall: '大厅', online: '网上', kiosk: '自助终端', phone: '电话' },
};
const closedAs = {
  ...{ solved: '已解决', explained: '已解释说明', excluded: '复核成立，不计入' },
  ...{ 'not-reached': '已解决，未联系上', 'explained-not-reached': '已解释，未联系上' },
} as const;
const stages: Readonly<Record<CaseStage, string>> = {
  ...{ opened: '待处理', analysed: '已分析', dispatched: '已派单', confirmed: '情况属实' },
  ...{ explained: '情况不属实', disputed: '申请复核', solved: '已整改', checked: '已核查' },
  ...{ answered: '已答复', 'called-back': '已回访', closed: '已办结' },
};

export interface LedgerParts {
  readonly settings: CaseSettings;
  readonly configuration: Configuration | null;
  readonly calendar: Calendar;
  /** The name of who did it, from `manager:…`; the system's otherwise. */
  readonly nameOf: (by: string) => string;
  /** What was said at a stage; empty when nothing was, or it has been deleted. */
  readonly wordsAt: (one: CaseEntry, stage: CaseStage) => string;
}

/** The sheet: a heading, then a row a case. */
export function ledgerRows(
  name: LedgerName,
  entries: readonly CaseEntry[],
  parts: LedgerParts,
): string[][] {
  switch (name) {
    case 'failed-errands':
      return [
        ['编号', '来源', '事项', '窗口', '办理期限', ...sixStages.map(([, title]) => title)],
        ...entries.map((entry) => [
          ...[entry.number, sources[entry.one.source], aboutText(entry, parts)],
          ...[counterText(entry, parts), timeText(entry.one.deadlines.dueAt, parts)],
          ...sixStages.map(([stage]) => stageText(entry, stage, parts)),
        ]),
      ];
    case 'experience':
      return [
        [
          '编号',
          '日期',
          '体验类型',
          '体验方式',
          '事项',
          '发现的问题',
          '责任单位',
          '整改情况',
          '状态',
        ],
        ...entries.map((entry) => [
          ...[entry.number, timeText(entry.cameAt, parts)],
          ...[entry.form ? visits[entry.form.visit] : '', entry.form ? ways[entry.form.way] : ''],
          ...[aboutText(entry, parts), parts.wordsAt(entry, 'opened'), unitText(entry, parts)],
          ...[parts.wordsAt(entry, 'answered'), stateText(entry)],
        ]),
      ];
    case 'all':
      return [
        [
          '编号',
          '类别',
          '来源',
          '受理时间',
          '办理期限',
          '预警',
          '事项',
          '窗口',
          '责任单位',
          '状态',
        ],
        ...entries.map((entry) => [
          ...[entry.number, kinds[entry.one.kind], sources[entry.one.source]],
          ...[timeText(entry.cameAt, parts), timeText(entry.one.deadlines.dueAt, parts)],
          ...[lights[entry.one.light], aboutText(entry, parts), counterText(entry, parts)],
          ...[unitText(entry, parts), stateText(entry)],
        ]),
      ];
  }
}

const hans = (name: Texts | undefined): string => name?.['zh-Hans'] ?? '';

/** `2026-11-22 10:05` at the hall. */
function timeText(at: number, { calendar }: Pick<LedgerParts, 'calendar'>): string {
  const { date, minute } = calendar(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function aboutText({ one }: CaseEntry, { configuration }: LedgerParts): string {
  const service = configuration?.services.find(({ id }) => id === one.about.service);
  const item = service?.items.find(({ id }) => id === one.about.item);
  return [hans(service?.name), hans(item?.name)].filter((part) => part !== '').join(' · ');
}

const counterText = ({ one }: CaseEntry, { configuration }: LedgerParts): string =>
  hans(configuration?.counters.find(({ id }) => id === one.about.counter)?.name);

const unitText = ({ one }: CaseEntry, { settings }: LedgerParts): string =>
  hans(settings.units.find(({ id }) => id === one.unit)?.name);

const stateText = ({ one }: CaseEntry): string =>
  one.closed ? closedAs[one.closed.as] : stages[one.stage];

/** When, by whom, and what was said; empty for a stage that it has not come to. */
function stageText(entry: CaseEntry, stage: CaseStage, parts: LedgerParts): string {
  const mark = entry.marks[stage];
  if (!mark) return '';
  const { settings } = parts;
  const { cause, closed } = entry.one;
  const told: Partial<Record<CaseStage, string>> = {
    analysed: hans(settings.causes.find(({ id }) => id === cause)?.name),
    dispatched: unitText(entry, parts),
    closed: closed ? closedAs[closed.as] : '',
  };
  const who = `${timeText(mark.at, parts)} ${parts.nameOf(mark.by)}`.trim();
  return [who, told[stage] ?? '', parts.wordsAt(entry, stage)]
    .filter((part) => part !== '')
    .join('\n');
}

/** A cell that a spreadsheet program would take for a formula is made plain text. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180 in UTF-8, with the mark by which spreadsheet programs know it. */
export function csvOf(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => {
    const safe = formula.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return Buffer.from(`\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`);
}
