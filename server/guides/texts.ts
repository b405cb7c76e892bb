/**
 * What people are told of problems with guides: a sentence for each rule and a name for each part of
 * a field, in three languages.
 */
import type { GuideRule } from '../../core/guides/problems.ts';
import type { Texts } from '../../core/hall/configuration.ts';
import type { UnreadRule } from './import/unread.ts';

type Said = Required<Texts>;

const said = (hans: string, hant: string, en: string): Said => ({
  ...{ 'zh-Hans': hans, 'zh-Hant': hant, en },
});

export const ruleTexts: Readonly<Record<GuideRule | UnreadRule, Said>> = {
  'duplicate-id': said('编号重复', '編號重複', 'This id stands twice'),
  'duplicate-code': said('实施编码重复', '實施編碼重複', 'This code stands twice'),
  'bad-code': said(
    '编码的长度或字符不对',
    '編碼的長度或字元不對',
    'The code has a wrong length or wrong signs',
  ),
  'bad-agency-code': said(
    '统一社会信用代码不对（18位，含校验位）',
    '統一社會信用代碼不對（18位，含校驗位）',
    'No unified social credit code: 18 signs, the last one checks the others',
  ),
  'unknown-service': said(
    '本大厅没有这个取号业务',
    '本大廳沒有這個取號業務',
    'The hall has no such service',
  ),
  'unknown-event': said('没有这个一件事', '沒有這個一件事', 'There is no such life event'),
  'event-unused': said(
    '这个一件事没有任何事项',
    '這個一件事沒有任何事項',
    'No guide belongs to this life event',
  ),
  'limit-missing': said('没有办理时限', '沒有辦理時限', 'No time limit is set'),
  'limit-over-legal': said(
    '承诺时限长于法定时限',
    '承諾時限長於法定時限',
    'What is promised takes longer than the law allows',
  ),
  'standards-missing': said('没有审查标准', '沒有審查標準', 'No review standard is set'),
  'result-missing': said('没有办理结果', '沒有辦理結果', 'No result is named'),
  'result-delivery-missing': said(
    '没有写明怎样领取结果',
    '沒有寫明怎樣領取結果',
    'How one gets the result is not said',
  ),
  'flow-missing': said('没有办理流程', '沒有辦理流程', 'No flow of steps is set'),
  'place-missing': said(
    '可到窗口办理，却没有办理地点',
    '可到窗口辦理，卻沒有辦理地點',
    'It is done at a window, but no place is named',
  ),
  'basis-missing': said('没有法律依据', '沒有法律依據', 'No legal basis is named'),
  'vague-basis': said('依据没有写明法规名称', '依據沒有寫明法規名稱', 'The basis names no law'),
  'catch-all': said(
    '含有“其他、有关”等模糊性兜底性用语',
    '含有「其他、有關」等模糊性兜底性用語',
    'Vague catch-all wording (“other”, “relevant” …)',
  ),
  'form-blank-missing': said('表格没有空表', '表格沒有空表', 'The form has no blank'),
  'form-sample-missing': said('表格没有填写样本', '表格沒有填寫樣本', 'The form has no sample'),
  'file-missing': said(
    '指南写到的附件没有随包带来',
    '指南寫到的附件沒有隨包帶來',
    'The guide names a file that did not come with the package',
  ),
  'file-unused': said(
    '没有任何事项用到这个附件',
    '沒有任何事項用到這個附件',
    'No guide names this file',
  ),
  'shared-asked': said(
    '能共享获取的材料，不得要求提供',
    '能共享獲取的材料，不得要求提供',
    'Authorities share this; it may not be asked for',
  ),
  'count-missing': said('没有写明份数', '沒有寫明份數', 'How many copies is not said'),
  'fee-amount-missing': said(
    '收费却没有收费标准',
    '收費卻沒有收費標準',
    'A fee without its amount',
  ),
  'complaint-not-12345': said(
    '监督投诉电话应为12345',
    '監督投訴電話應為12345',
    'The number for complaints should be 12345',
  ),
  'empty-package': said('没有任何事项', '沒有任何事項', 'There are no guides'),
  missing: said('没有填写', '沒有填寫', 'Nothing stands here'),
  'too-long': said('太长', '太長', 'Too long'),
  'not-a-choice': said('不是可选的值', '不是可選的值', 'None of the choices'),
  'no-such-field': said('没有这个字段', '沒有這個欄位', 'There is no such field'),
  'not-so-written': said('写法不对', '寫法不對', 'Not written as it should be'),
  'unknown-item': said('“事项”表里没有这个编号', '「事項」表裡沒有這個編號', 'No such item'),
  'unknown-material': said(
    '该事项没有这个材料编号',
    '該事項沒有這個材料編號',
    'The item has no such material',
  ),
  'no-such-sheet': said('不认识这个工作表', '不認識這個工作表', 'Not a known sheet'),
  'no-such-column': said('不认识这一列', '不認識這一欄', 'Not a known column'),
  'column-twice': said('这一列出现了两次', '這一欄出現了兩次', 'This column stands twice'),
  'no-items': said('没有“事项”表', '沒有「事項」表', 'There is no sheet of items'),
  'not-readable': said('文件读不出来', '檔案讀不出來', 'The file cannot be read'),
  'format-unknown': said(
    '不是可以读的格式（XLSX、CSV、JSON、YAML）',
    '不是可以讀的格式（XLSX、CSV、JSON、YAML）',
    'Not a known format: XLSX, CSV, JSON, YAML',
  ),
  'too-large': said(
    '文件太大：表格10 MB，ZIP 50 MB',
    '檔案太大：表格10 MB，ZIP 50 MB',
    'The file is too large: 10 MB, with its forms in a ZIP 50 MB',
  ),
  'too-many-rows': said('超过20000行', '超過20000列', 'More than 20,000 rows'),
  'unpacks-too-large': said(
    '文件解开后过大，没有读取',
    '檔案解開後過大，沒有讀取',
    'The file unpacks to too much and was not read',
  ),
};

/** The parts of a field's path: `materials.2.name` is 材料 3 · 名称. */
export const fieldTexts: Readonly<Record<string, Said>> = {
  id: said('编号', '編號', 'Id'),
  name: said('名称', '名稱', 'Name'),
  basicCode: said('基本编码', '基本編碼', 'Basic code'),
  code: said('实施编码', '實施編碼', 'Implementing code'),
  type: said('事项类型', '事項類型', 'Type'),
  level: said('行使层级', '行使層級', 'Level'),
  agency: said('实施主体', '實施主體', 'Agency'),
  department: said('所属部门', '所屬部門', 'Department'),
  agencyCode: said('实施主体代码', '實施主體代碼', 'Agency’s code'),
  audience: said('服务对象', '服務對象', 'Audience'),
  caseType: said('办件类型', '辦件類型', 'Kind of case'),
  ways: said('办理形式', '辦理形式', 'Ways'),
  supports: said('支持', '支援', 'Supports'),
  bases: said('依据', '依據', 'Legal basis'),
  law: said('法规名称', '法規名稱', 'Law'),
  conditions: said('受理条件', '受理條件', 'Conditions'),
  standards: said('审查标准', '審查標準', 'Review standard'),
  materials: said('材料', '材料', 'Material'),
  flow: said('流程', '流程', 'Step'),
  legalLimit: said('法定时限', '法定時限', 'Legal limit'),
  promisedLimit: said('承诺时限', '承諾時限', 'Promised limit'),
  result: said('办理结果', '辦理結果', 'Result'),
  delivery: said('送达方式', '送達方式', 'Delivery'),
  sample: said('样本', '樣本', 'Sample'),
  blank: said('空表', '空表', 'Blank form'),
  fee: said('收费', '收費', 'Fee'),
  amount: said('收费标准', '收費標準', 'Amount'),
  quota: said('数量限制', '數量限制', 'Quota'),
  scope: said('通办范围', '通辦範圍', 'Scope'),
  places: said('地点', '地點', 'Place'),
  enquiry: said('咨询', '諮詢', 'Enquiry'),
  complaint: said('监督投诉', '監督投訴', 'Complaints'),
  phone: said('电话', '電話', 'Phone'),
  questions: said('问答', '問答', 'Question'),
  service: said('取号业务', '取號業務', 'Service'),
  events: said('一件事', '一件事', 'Life events'),
  alsoSaid: said('通俗说法', '通俗說法', 'Plain speech'),
  popularity: said('常办程度', '常辦程度', 'Popularity'),
  issuer: said('出具机构', '出具機構', 'Issuer'),
  kind: said('形式', '形式', 'Kind'),
  originals: said('原件份数', '原件份數', 'Originals'),
  copies: said('复印件份数', '影印本份數', 'Copies'),
  required: said('是否必备', '是否必備', 'Required'),
  condition: said('何时需要', '何時需要', 'When it is wanted'),
  note: said('说明', '說明', 'Note'),
  shared: said('数据共享', '數據共享', 'Shared data'),
  guides: said('事项', '事項', 'Guides'),
  files: said('附件', '附件', 'Files'),
};

type Language = keyof Said;

/** `材料 3 · 名称`; a part that has no name stands as it is. */
export function fieldText(field: string, language: Language): string {
  const parts: string[] = [];
  for (const part of field.split('.').filter((one) => one !== '')) {
    if (/^\d+$/.test(part) && parts.length > 0) {
      parts[parts.length - 1] += ` ${Number(part) + 1}`;
    } else parts.push(fieldTexts[part]?.[language] ?? part);
  }
  return parts.join(' · ');
}
