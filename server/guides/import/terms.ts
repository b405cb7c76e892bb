/**
 * How choices are written in tables: by the standard's own terms (GB/T 39046-2020, lists A.1 to A.6),
 * by its codes, or by our names. The first term is the one that is written.
 */
import { audiences, caseTypes, guideLevels, itemTypes, ways } from '../../../core/guides/guide.ts';

/** By our name: the terms, the one that is written first, then others that are understood. */
export type Choice = Readonly<Record<string, readonly string[]>>;

const coded = (codes: Readonly<Record<string, string>>, terms: Choice): Choice =>
  Object.fromEntries(
    Object.entries(terms).map(([key, said]) => [key, [...said, codes[key] ?? key]]),
  );

export const choices = {
  type: coded(itemTypes, {
    power: ['行政权力'],
    permit: ['行政许可', '许可'],
    punishment: ['行政处罚', '处罚'],
    coercion: ['行政强制', '强制'],
    levy: ['行政征收', '征收'],
    payment: ['行政给付', '给付'],
    inspection: ['行政检查', '检查'],
    confirmation: ['行政确认', '确认'],
    reward: ['行政奖励', '奖励'],
    ruling: ['行政裁决', '裁决'],
    other: ['其他行政权力', '其他'],
    'public-service': ['公共服务'],
  }),
  level: coded(guideLevels, {
    district: ['区级', '区', '县级', '县'],
    street: ['街道', '街道级', '镇', '乡镇', '镇（乡、街道）级'],
    community: ['社区', '村', '社区级', '村（社区）级'],
  }),
  audience: coded(audiences, {
    person: ['自然人', '个人'],
    company: ['企业法人', '企业'],
    institution: ['事业法人', '事业单位'],
    association: ['社会组织法人', '社会组织'],
    authority: ['行政机关'],
    organisation: ['其他组织'],
  }),
  way: coded(ways, {
    counter: ['窗口办理', '窗口'],
    web: ['电脑端网上办理', '网上办理', '网上'],
    mobile: ['移动端网上申请', '移动端', '手机'],
    post: ['快递申请', '快递', '邮寄'],
    other: ['其他'],
  }),
  caseType: coded(caseTypes, {
    immediate: ['即办件', '即办'],
    promised: ['承诺件', '承诺'],
    other: ['其他'],
  }),
  material: {
    original: ['原件'],
    copy: ['复印件'],
    'original-and-copy': ['原件和复印件', '原件及复印件'],
    form: ['表格', '申请表'],
    electronic: ['电子件', '电子'],
  },
  actor: {
    visitor: ['申请人', '办事人'],
    counter: ['窗口'],
    office: ['部门', '审批部门'],
  },
  event: {
    'life-event': ['人生事件'],
    'one-thing': ['一件事'],
    'one-permit': ['一业一证'],
  },
  party: { person: ['个人', '自然人'], company: ['企业', '法人'] },
  origin: { export: ['正式', '导出'], example: ['示例'] },
  yes: { yes: ['是', '有', 'true', 'TRUE', '1'], no: ['否', '无', 'false', 'FALSE', '0'] },
} satisfies Readonly<Record<string, Choice>>;

export type ChoiceName = keyof typeof choices;

/** Our name of what is written; null when it is no choice. */
export function chosen(of: ChoiceName, written: string): string | null {
  const choice: Choice = choices[of];
  if (written in choice) return written;
  return Object.keys(choice).find((key) => choice[key]?.includes(written)) ?? null;
}

/** How it is written. */
export function termOf(of: ChoiceName, key: string): string {
  const choice: Choice = choices[of];
  return choice[key]?.[0] ?? key;
}

const units: readonly (readonly [string, readonly string[]])[] = [
  ['workday', ['个工作日', '工作日']],
  ['day', ['日', '天', '个自然日', '自然日']],
  ['month', ['个月', '月']],
  ['hour', ['小时', '个小时']],
  ['minute', ['分钟']],
];
const atOnce = ['即时办结', '即时', '当场', '当场办结'];

/** `20个工作日`, `即时办结`, as amount and unit; null when it is not written so. */
export function limitOf(written: string): { amount: number; unit: string } | null {
  if (atOnce.includes(written)) return { amount: 0, unit: 'minute' };
  const [, amount, unit] = /^(\d{1,4})\s*(\S+)$/.exec(written) ?? [];
  const found = units.find(([key, names]) => key === unit || names.includes(unit ?? ''));
  return found && amount !== undefined ? { amount: Number(amount), unit: found[0] } : null;
}

/** How a limit is written. */
export function limitText({ amount, unit }: { amount: number; unit: string }): string {
  if (amount === 0 && unit === 'minute') return atOnce[0] ?? '';
  return `${amount}${units.find(([key]) => key === unit)?.[1][0] ?? unit}`;
}
