/**
 * The table of columns: which sheets a workbook of guides has, what stands in each column, and where
 * it stands in a guide. Reading, writing, the template and docs/guides.md all follow it.
 */
import type { ChoiceName } from './terms.ts';

/**
 * - `line`: a text as it is; `code`: letters and digits; `date`; `number`
 * - `text`: by language, in columns of their own for Traditional Chinese and English
 * - `lines`: texts by language, one a line; `words`: one a line, in any language; `ids`: several
 * - `limit`: a time limit, `20个工作日`; `yes`: 是 or 否; `one` and `many`: choices
 */
export type ColumnKind =
  | { readonly is: 'line' | 'date' | 'number' | 'text' | 'lines' | 'words' | 'ids' }
  | { readonly is: 'limit' | 'yes' }
  | { readonly is: 'one' | 'many'; readonly of: ChoiceName };

export interface Column {
  /** Where it stands, within the sheet's own object: `result.name`. */
  readonly path: string;
  readonly name: string;
  readonly kind: ColumnKind;
  /** What an empty cell stands for; `absent`: the field is left out. */
  readonly empty: 'absent' | 'missing' | 'none' | 'zero' | 'no' | 'null' | 'blank';
  /** What the template says of it, under the name. */
  readonly about: string;
}

export type SheetName =
  | 'package'
  | 'events'
  | 'items'
  | 'materials'
  | 'steps'
  | 'bases'
  | 'places'
  | 'questions';

export interface Sheet {
  readonly sheet: SheetName;
  readonly name: string;
  readonly columns: readonly Column[];
}

type Kind = ColumnKind['is'] | readonly ['one' | 'many', ChoiceName];

function column(
  path: string,
  name: string,
  kind: Kind,
  empty: Column['empty'],
  about: string,
): Column {
  const told = typeof kind === 'string' ? { is: kind } : { is: kind[0], of: kind[1] as ChoiceName };
  return { path, name, kind: told as ColumnKind, empty, about };
}

const item = column('item', '事项编号', 'line', 'missing', '“事项”表中的编号');

const items: readonly Column[] = [
  column('id', '编号', 'line', 'missing', '字母、数字、连字符，不超过40位，不重复'),
  column('name', '事项名称', 'text', 'missing', '不超过200字'),
  column('basicCode', '基本编码', 'line', 'absent', '由事项管理系统给出'),
  column('code', '实施编码', 'line', 'absent', '由事项管理系统给出'),
  column('type', '事项类型', ['one', 'type'], 'missing', '行政许可、行政确认、公共服务……或代码'),
  column('level', '行使层级', ['one', 'level'], 'missing', '区级、街道、社区'),
  column('agency', '实施主体', 'text', 'missing', '全称'),
  column('department', '所属部门', 'text', 'missing', '按部门查找时用'),
  column('agencyCode', '实施主体代码', 'line', 'absent', '统一社会信用代码，18位'),
  column('audience', '服务对象', ['many', 'audience'], 'missing', '自然人、企业法人……用顿号分开'),
  column('caseType', '办件类型', ['one', 'caseType'], 'missing', '即办件、承诺件、其他'),
  column('ways', '办理形式', ['many', 'way'], 'missing', '窗口办理、电脑端网上办理……用顿号分开'),
  column('supports.booking', '支持预约', 'yes', 'no', '是或否'),
  column('supports.online', '支持网办', 'yes', 'no', '是或否'),
  column('supports.delivery', '支持物流', 'yes', 'no', '是或否'),
  column('supports.onlinePayment', '支持网上支付', 'yes', 'no', '是或否'),
  column('conditions', '受理条件', 'lines', 'none', '每行一条'),
  column('standards', '审查标准', 'lines', 'none', '每行一条，必须有'),
  column('legalLimit', '法定办结时限', 'limit', 'null', '如20个工作日；没有规定的留空'),
  column('legalLimit.note', '法定时限说明', 'text', 'absent', ''),
  column('promisedLimit', '承诺办结时限', 'limit', 'null', '如5个工作日、即时办结'),
  column('promisedLimit.note', '承诺时限说明', 'text', 'absent', ''),
  column('result.name', '办理结果', 'text', 'blank', '必须有'),
  column('result.delivery', '结果送达方式', 'text', 'blank', '窗口领取、邮寄、电子……'),
  column('result.sample', '结果样本', 'line', 'absent', 'https 地址或 files/ 文件名'),
  column('fee.charged', '是否收费', 'yes', 'missing', '是或否'),
  column('fee.amount', '收费标准', 'text', 'absent', '收费的必须有'),
  column('quota', '数量限制', 'text', 'absent', ''),
  column('scope', '通办范围', 'text', 'missing', '全市通办、全区通办……'),
  column('enquiry.phone', '咨询电话', 'line', 'missing', ''),
  column('enquiry.where', '咨询地点', 'text', 'absent', ''),
  column('complaint.phone', '监督投诉电话', 'line', 'missing', '12345'),
  column('service', '取号业务', 'line', 'absent', '本大厅配置里的业务编号；不取号的留空'),
  column('events', '所属一件事', 'ids', 'none', '“一件事”表中的编号，用顿号分开'),
  column('alsoSaid', '通俗说法', 'words', 'none', '每行一个：身份证丢了'),
  column('popularity', '常办程度', 'number', 'zero', '0 至 100，越常办越大'),
];

const materials: readonly Column[] = [
  item,
  column('id', '材料编号', 'line', 'missing', '在该事项内不重复'),
  column('name', '材料名称', 'text', 'missing', '不得写“其他、有关”'),
  column('issuer', '出具机构', 'text', 'absent', ''),
  column('kind', '材料形式', ['one', 'material'], 'missing', '原件、复印件、表格……'),
  column('originals', '原件份数', 'number', 'zero', ''),
  column('copies', '复印件份数', 'number', 'zero', ''),
  column('required', '是否必备', 'yes', 'missing', '是或否'),
  column('condition', '何时需要', 'text', 'absent', '如：委托他人办理的'),
  column('note', '办理说明', 'text', 'absent', ''),
  column('shared', '数据共享', 'yes', 'no', '能共享获取的为是，不得要求提供'),
  column('blank', '空表', 'line', 'absent', '表格类必须有，https 地址或 files/ 文件名'),
  column('sample', '样本', 'line', 'absent', '表格类必须有，https 地址或 files/ 文件名'),
];

export const sheets: readonly Sheet[] = [
  {
    sheet: 'package',
    name: '说明',
    columns: [
      column('date', '数据日期', 'date', 'absent', '形如 2026-11-22；留空为导入当日'),
      column('origin', '来源', ['one', 'origin'], 'absent', '正式或示例；留空为正式'),
    ],
  },
  {
    sheet: 'events',
    name: '一件事',
    columns: [
      column('id', '编号', 'line', 'missing', '字母、数字、连字符'),
      column('kind', '种类', ['one', 'event'], 'missing', '人生事件、一件事、一业一证'),
      column('audience', '对象', ['one', 'party'], 'missing', '个人、企业'),
      column('name', '名称', 'text', 'missing', '英文名必须有'),
      column('about', '说明', 'text', 'absent', ''),
      column('service', '取号业务', 'line', 'absent', '一次取号办全部的业务编号'),
    ],
  },
  { sheet: 'items', name: '事项', columns: items },
  { sheet: 'materials', name: '材料', columns: materials },
  {
    sheet: 'steps',
    name: '流程',
    columns: [
      item,
      column('name', '环节', 'text', 'missing', '按先后顺序，一行一个环节'),
      column('by', '由谁', ['one', 'actor'], 'missing', '申请人、窗口、部门'),
      column('about', '做什么', 'text', 'absent', ''),
      column('limit', '时限', 'limit', 'absent', '如1个工作日'),
      column('limit.note', '时限说明', 'text', 'absent', ''),
    ],
  },
  {
    sheet: 'bases',
    name: '依据',
    columns: [
      item,
      column('of', '依据什么', 'line', 'missing', '事项、收费，或材料编号'),
      column('law', '法规名称', 'line', 'missing', '全称，不带书名号'),
      column('article', '条款', 'line', 'absent', '如第十条'),
      column('source', '出处', 'line', 'absent', 'https 地址'),
      column('lookedUp', '查阅日期', 'date', 'absent', '形如 2026-11-22'),
    ],
  },
  {
    sheet: 'places',
    name: '地点',
    columns: [
      item,
      column('name', '办理地点', 'text', 'missing', ''),
      column('address', '地址', 'text', 'missing', ''),
      column('hours', '办理时间', 'text', 'missing', ''),
      column('phone', '电话', 'line', 'absent', ''),
    ],
  },
  {
    sheet: 'questions',
    name: '问答',
    columns: [
      item,
      column('question', '问', 'text', 'missing', ''),
      column('answer', '答', 'text', 'missing', ''),
    ],
  },
];

/** A column as a table has it: texts stand in one column for each language. */
export interface Written {
  readonly column: Column;
  readonly language: 'zh-Hans' | 'zh-Hant' | 'en';
  /** `name.en` and `事项名称（英文）`: either is understood as a heading. */
  readonly key: string;
  readonly heading: string;
}

const marks = { 'zh-Hans': '', 'zh-Hant': '（繁体）', en: '（英文）' } as const;

/** The columns of a sheet as they are written, languages side by side. */
export function writtenColumns({ columns }: Sheet): Written[] {
  return columns.flatMap((one) => {
    const byLanguage = one.kind.is === 'text' || one.kind.is === 'lines';
    const languages = byLanguage ? (['zh-Hans', 'zh-Hant', 'en'] as const) : (['zh-Hans'] as const);
    return languages.map((language) => ({
      ...{ column: one, language },
      key: language === 'zh-Hans' ? one.path : `${one.path}.${language}`,
      heading: `${one.name}${marks[language]}`,
    }));
  });
}

/** In `bases`: what a basis is of, when it is no material. */
export const basisOf = { item: '事项', fee: '收费' } as const;
