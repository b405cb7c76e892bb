/**
 * What breaks a rule, in the reader's language. The hub says rules in plain English, one sentence each;
 * here stand the same sentences for everybody else. A sentence that is not known is shown as it is.
 */
import type { Language } from '../../ui/texts.ts';
import type { Complaint } from './told.ts';

type Said = readonly [RegExp, string, string, string?];

/** What the sentence holds stands for `$1`, `$2`. The last is English, where the hub's is not plain. */
const sentences: readonly Said[] = [
  [/received undefined/, '必须填写', '必須填寫', 'This must be filled in.'],
  [/expected string to have >=1 characters/, '必须填写', '必須填寫', 'This must be filled in.'],
  [
    /expected string to have <=(\d+) characters/,
    '最多 $1 个字',
    '最多 $1 個字',
    'At most $1 characters.',
  ],
  [
    /expected string to have >=(\d+) characters/,
    '最少 $1 个字',
    '最少 $1 個字',
    'At least $1 characters.',
  ],
  [/expected (?:number|int) to be >=(-?[\d.]+)/, '不能小于 $1', '不能小於 $1', 'At least $1.'],
  [/expected (?:number|int) to be <=(-?[\d.]+)/, '不能大于 $1', '不能大於 $1', 'At most $1.'],
  [
    /expected array to have >=(\d+) items/,
    '最少要有 $1 项',
    '最少要有 $1 項',
    'At least $1 of them.',
  ],
  [/expected array to have <=(\d+) items/, '最多 $1 项', '最多 $1 項', 'At most $1 of them.'],
  [/expected (?:int|number)/, '要填数字', '要填數字', 'A number.'],
  [/^Invalid option/, '不在可选项中', '不在可選項中', 'None of the choices.'],
  [/Invalid URL/, '不是网址', '不是網址', 'No address of a page.'],
  [
    /Invalid ISO date/,
    '日期写作 2027-01-01',
    '日期寫作 2027-01-01',
    'A date is written 2027-01-01.',
  ],
  [/^Invalid input/, '填写有误', '填寫有誤', 'Not understood.'],
  [/^no such field$/, '没有这一项', '沒有這一項'],
  [/^an id is 1-32/, '代码是 1 到 32 个小写字母、数字或 -', '代碼是 1 到 32 個小寫字母、數字或 -'],
  [
    /^a prefix is one or two/,
    '号码字母是一到两个大写字母，不用 I 和 O',
    '號碼字母是一到兩個大寫字母，不用 I 和 O',
  ],
  [/^a capital letter without/, '一个大写字母，不用 I 和 O', '一個大寫字母，不用 I 和 O'],
  [/^a time of day is/, '时间写作 HH:MM', '時間寫作 HH:MM'],
  [/^it ends before it begins/, '结束早于开始', '結束早於開始'],
  [/^bands stand in order/, '时段要按先后，不能重叠', '時段要按先後，不能重疊'],
  [/^a week has seven days/, '一周是七天，从周一起', '一週是七天，從週一起'],
  [/^this id stands twice/, '这个代码重复了', '這個代碼重複了'],
  [/^this (?:service|counter|date) stands twice|^each tile stands once/, '重复了', '重複了'],
  [/^two counters bear this sign/, '两个窗口牌相同', '兩個窗口牌相同'],
  [/^another kiosk has this letter/, '另一台取号机已用这个字母', '另一臺取號機已用這個字母'],
  [/^(\S+) is kept free/, '$1 要留给断网时的取号机编号', '$1 要留給斷網時的取號機編號'],
  [
    /^no (?:service|counter|need|pattern|kiosk|role) has the id (\S+)|^no service (\S+)/,
    '没有 $1',
    '沒有 $1',
  ],
  [/^no group shows this service/, '取号机首页没有放这项业务', '取號機首頁沒有放這項業務'],
  [/^no counter serves this service/, '没有窗口办这项业务', '沒有窗口辦這項業務'],
  [/^exactly one class is of the kind ordinary/, '要有且只有一种普通号', '要有且只有一種普通號'],
  [/^at most one class is of the kind/, '这一种最多一类', '這一種最多一類'],
  [/^overflow names people, minutes/, '人数和分钟至少填一个', '人數和分鐘至少填一個'],
  [/^closeBelow must be less/, '收回的分钟要小于增开的', '收回的分鐘要小於增開的'],
  [/^booking needs a class/, '要先有预约号这一类', '要先有預約號這一類'],
  [/^the tile plan needs/, '有楼层图按钮就要有楼层图', '有樓層圖按鈕就要有樓層圖'],
  [/^the tile disclosure needs/, '先选定依申请公开的业务', '先選定依申請公開的業務'],
  [
    /^the screen would reach below/,
    '屏幕会低于地面：上沿和高度都以毫米计',
    '螢幕會低於地面：上沿和高度都以毫米計',
  ],
  [
    /^a telephone number is/,
    '电话是 3 到 24 位数字、+、-、括号',
    '電話是 3 到 24 位數字、+、-、括號',
  ],
  [/^a colour is written/, '颜色写作 #0b4f8a，用小写', '顏色寫作 #0b4f8a，用小寫'],
  [/^too faint: ([\d.]+):1/, '颜色太浅：对比度 $1，至少要 4.5', '顏色太淺：對比度 $1，至少要 4.5'],
  [
    /^a file that ends in .svg|^a file in or under/,
    '同一文件夹内的 .svg 或 .png 文件',
    '同一資料夾內的 .svg 或 .png 檔案',
  ],
  [/is no IANA time zone/, '没有这个时区', '沒有這個時區'],
  [/^the hall is (\S+)/, '大厅代码只能是 $1', '大廳代碼只能是 $1'],
  [/^strips know the characters/, '条屏只认 GB 2312 的字', '條屏只認 GB 2312 的字'],
  [/^its blanks are (.+)/, '可用的空格：$1', '可用的空格：$1'],
  [/^lights stand in the order/, '亮度要按一天的先后', '亮度要按一天的先後'],
  [/^it stands at a kiosk or/, '在取号机或窗口，选一个', '在取號機或窗口，選一個'],
  [/^this (?:kiosk|counter) already has/, '这里已有一台同样的设备', '這裡已有一臺同樣的設備'],
  [/needs its line for itself/, '这条线只能接一台', '這條線只能接一臺'],
  [/has the same place on this line/, '线上的地址重复了', '線上的地址重複了'],
  [/^2-12 characters, without/, '2 到 12 个字，不含【】和空格', '2 到 12 個字，不含【】和空格'],
  [/^this provider sends approved/, '这个通道要填已报备的模板', '這個通道要填已報備的範本'],
  [/^the id of an approved template/, '已报备模板的编号', '已報備範本的編號'],
  [/^it turns amber before/, '转黄要早于期满', '轉黃要早於期滿'],
  [
    /^one role may not be/,
    '系统、安全、审计管理员不能是同一角色',
    '系統、安全、審計管理員不能是同一角色',
  ],
  [
    /^who serves at counters acts/,
    '叫号的角色要有窗口人员或主管身份',
    '叫號的角色要有窗口人員或主管身份',
  ],
  [/^an address beginning with https/, '网址要以 https:// 开头', '網址要以 https:// 開頭'],
  [
    /^the key file|^the secret|^the variable/,
    '主机上找不到或读不了这个密钥',
    '主機上找不到或讀不了這個密鑰',
  ],
  [/^at most (\d+) bytes/, '太长，最多 $1 字节', '太長，最多 $1 位元組'],
  [/^line (\d+): (.+)/, '第 $1 行不是正确的 YAML：$2', '第 $1 行不是正確的 YAML：$2'],
];

/** The rule in the reader's language. */
export function ruleIn({ rule }: Pick<Complaint, 'rule'>, language: Language): string {
  for (const [pattern, hans, hant, en] of sentences) {
    const found = pattern.exec(rule);
    if (!found) continue;
    const said = language === 'en' ? (en ?? rule) : language === 'zh-Hant' ? hant : hans;
    const [, first, second] = found;
    return said.replace('$1', first ?? second ?? '').replace('$2', second ?? '');
  }
  return rule;
}

/** Whether there are words for it in every language. */
export const isKnownRule = (rule: string): boolean =>
  sentences.some(([pattern]) => pattern.test(rule));
