/**
 * The words of the ledgers of cases in each language. A ledger that is filed is in Chinese; who reads
 * English is given the same sheet, with the words that the page of cases has.
 */
import type { CaseKind, CaseSource, CaseStage, Light } from '../../core/cases/case.ts';
import type { Language } from '../../core/hall/configuration.ts';
import type { OfficerForm } from './table.ts';

type Column =
  | 'number'
  | 'source'
  | 'about'
  | 'counter'
  | 'due'
  | 'date'
  | 'visit'
  | 'way'
  | 'found'
  | 'unit'
  | 'answer'
  | 'state'
  | 'kind'
  | 'came'
  | 'light';

type Ended = 'solved' | 'explained' | 'excluded' | 'not-reached' | 'explained-not-reached';

export interface LedgerTexts {
  readonly columns: Readonly<Record<Column, string>>;
  /** The six stages of 办法 art. 46, as it names them. */
  readonly six: Readonly<
    Record<'opened' | 'analysed' | 'dispatched' | 'solved' | 'checked' | 'closed', string>
  >;
  readonly kinds: Readonly<Record<CaseKind, string>>;
  readonly sources: Readonly<Record<CaseSource, string>>;
  readonly lights: Readonly<Record<Light, string>>;
  readonly visits: Readonly<Record<OfficerForm['visit'], string>>;
  readonly ways: Readonly<Record<OfficerForm['way'], string>>;
  readonly closedAs: Readonly<Record<Ended, string>>;
  readonly stages: Readonly<Record<CaseStage, string>>;
}

const hans: LedgerTexts = {
  columns: {
    ...{ number: '编号', source: '来源', about: '事项', counter: '窗口', due: '办理期限' },
    ...{ date: '日期', visit: '体验类型', way: '体验方式', found: '发现的问题' },
    ...{ unit: '责任单位', answer: '整改情况', state: '状态', kind: '类别' },
    ...{ came: '受理时间', light: '预警' },
  },
  six: {
    ...{ opened: '发现问题', analysed: '分析原因', dispatched: '派发工单' },
    ...{ solved: '限期解决', checked: '结果核查', closed: '监督检查' },
  },
  kinds: {
    ...{ 'bad-rating': '差评', 'failed-errand': '办不成事', complaint: '投诉建议' },
    ...{ disclosure: '依申请公开', experience: '体验员体验', incident: '突发事件' },
  },
  sources: {
    ...{ pad: '评价器', tablet: '窗口平板', kiosk: '自助终端', phone: '手机', text: '短信' },
    ...{ counter: '窗口', 12345: '12345热线', paper: '书面', hall: '大厅当面' },
    ...{ officer: '体验员', system: '系统' },
  },
  lights: { green: '正常', amber: '临期', red: '超期' },
  visits: {
    ...{ full: '全面体验', 'at-once': '即时体验', 'follow-up': '跟踪体验', targeted: '定向体验' },
  },
  ways: { hall: '大厅', online: '网上', kiosk: '自助终端', phone: '电话' },
  closedAs: {
    ...{ solved: '已解决', explained: '已解释说明', excluded: '复核成立，不计入' },
    'not-reached': '已解决，未联系上',
    'explained-not-reached': '已解释，未联系上',
  },
  stages: {
    ...{ opened: '待处理', analysed: '已分析', dispatched: '已派单', confirmed: '情况属实' },
    ...{ explained: '情况不属实', disputed: '申请复核', solved: '已整改', checked: '已核查' },
    ...{ answered: '已答复', 'called-back': '已回访', closed: '已办结' },
  },
};

const hant: LedgerTexts = {
  columns: {
    ...{ number: '編號', source: '來源', about: '事項', counter: '窗口', due: '辦理期限' },
    ...{ date: '日期', visit: '體驗類型', way: '體驗方式', found: '發現的問題' },
    ...{ unit: '責任單位', answer: '整改情況', state: '狀態', kind: '類別' },
    ...{ came: '受理時間', light: '預警' },
  },
  six: {
    ...{ opened: '發現問題', analysed: '分析原因', dispatched: '派發工單' },
    ...{ solved: '限期解決', checked: '結果核查', closed: '監督檢查' },
  },
  kinds: {
    ...{ 'bad-rating': '差評', 'failed-errand': '辦不成事', complaint: '投訴建議' },
    ...{ disclosure: '依申請公開', experience: '體驗員體驗', incident: '突發事件' },
  },
  sources: {
    ...{ pad: '評價器', tablet: '窗口平板', kiosk: '自助終端', phone: '手機', text: '短信' },
    ...{ counter: '窗口', 12345: '12345熱線', paper: '書面', hall: '大廳當面' },
    ...{ officer: '體驗員', system: '系統' },
  },
  lights: { green: '正常', amber: '臨期', red: '超期' },
  visits: {
    ...{ full: '全面體驗', 'at-once': '即時體驗', 'follow-up': '跟蹤體驗', targeted: '定向體驗' },
  },
  ways: { hall: '大廳', online: '網上', kiosk: '自助終端', phone: '電話' },
  closedAs: {
    ...{ solved: '已解決', explained: '已解釋說明', excluded: '覆核成立，不計入' },
    'not-reached': '已解決，未聯絡上',
    'explained-not-reached': '已解釋，未聯絡上',
  },
  stages: {
    ...{ opened: '待處理', analysed: '已分析', dispatched: '已派單', confirmed: '情況屬實' },
    ...{ explained: '情況不屬實', disputed: '申請覆核', solved: '已整改', checked: '已核查' },
    ...{ answered: '已答覆', 'called-back': '已回訪', closed: '已辦結' },
  },
};

const en: LedgerTexts = {
  columns: {
    ...{ number: 'Number', source: 'From', about: 'Errand', counter: 'Window', due: 'Deadline' },
    ...{ date: 'Date', visit: 'Kind of visit', way: 'Way', found: 'What was found' },
    ...{ unit: 'Unit', answer: 'What was done', state: 'State', kind: 'Kind' },
    ...{ came: 'Came', light: 'Time left' },
  },
  six: {
    ...{ opened: 'Found', analysed: 'Analysed', dispatched: 'Dispatched' },
    ...{ solved: 'Solved in time', checked: 'Checked', closed: 'Supervised' },
  },
  kinds: {
    ...{ 'bad-rating': 'Bad rating', 'failed-errand': 'Failed errand', complaint: 'Complaint' },
    ...{ disclosure: 'Disclosure', experience: 'Officer visit', incident: 'Incident' },
  },
  sources: {
    ...{ pad: 'Rating pad', tablet: 'Window tablet', kiosk: 'Kiosk', phone: 'Phone page' },
    ...{ text: 'Text message', counter: 'Window', 12345: 'Hotline 12345', paper: 'Paper' },
    ...{ hall: 'In the hall', officer: 'Officer', system: 'System' },
  },
  lights: { green: 'In time', amber: 'Due soon', red: 'Overdue' },
  visits: {
    ...{ full: 'Whole errand', 'at-once': 'On occasion', 'follow-up': 'Follow-up' },
    targeted: 'Targeted',
  },
  ways: { hall: 'Hall', online: 'Online', kiosk: 'Kiosk', phone: 'Telephone' },
  closedAs: {
    ...{ solved: 'Put right', explained: 'Explained', excluded: 'Does not count' },
    'not-reached': 'Put right, not reached',
    'explained-not-reached': 'Explained, not reached',
  },
  stages: {
    ...{ opened: 'New', analysed: 'Analysed', dispatched: 'Dispatched', confirmed: 'Confirmed' },
    ...{ explained: 'Not so', disputed: 'Disputed', solved: 'Put right', checked: 'Checked' },
    ...{ answered: 'Answered', 'called-back': 'Called back', closed: 'Closed' },
  },
};

export const ledgerTexts: Readonly<Record<Language, LedgerTexts>> = {
  ...{ 'zh-Hans': hans, 'zh-Hant': hant, en },
};
