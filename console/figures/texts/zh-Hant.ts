/**
 * The words of the page of figures in traditional Chinese.
 */
import type { FigureTexts } from './index.ts';

export const zhHant: FigureTexts = {
  title: '統計報表',
  loading: '正在讀取…',
  language: '語言',
  console: '返回工作臺',
  kind: '週期',
  date: '日期',
  print: '列印',
  xlsx: '下載 Excel（XLSX）',
  csv: '下載 CSV',
  chart: (title) => `圖：${title}。同樣的數據見下表。`,
  fillTitle: '分析研判與整改',
  fillHint: '填寫後列印報送；這裡填寫的文字不會保存。',
  onlyManagers: '只有管理人員可以查看統計報表，請用管理人員帳號登入。',
  unreachable: '無法連接伺服器，請稍後再試。',
  waitsIn: '等候和辦理時間以分鐘計；百分位按區間上限取值。可疑評價只作提示，不從其他指標中扣除。',
  kinds: { day: '日報', week: '週報', month: '月報', year: '年報' },
};
