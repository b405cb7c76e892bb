/**
 * The words of the page of figures in simplified Chinese.
 */
export const zhHans = {
  title: '统计报表',
  loading: '正在读取…',
  language: '语言',
  console: '返回工作台',
  kind: '周期',
  date: '日期',
  print: '打印',
  xlsx: '下载 Excel（XLSX）',
  csv: '下载 CSV',
  chart: (title: string) => `图：${title}。同样的数据见下表。`,
  fillTitle: '分析研判与整改',
  fillHint: '填写后打印报送；这里填写的文字不会保存。',
  onlyManagers: '只有管理人员可以查看统计报表，请用管理人员账号登录。',
  unreachable: '无法连接服务器，请稍后再试。',
  waitsIn: '等候和办理时间以分钟计；百分位按区间上限取值。可疑评价只作提示，不从其他指标中扣除。',
  kinds: { day: '日报', week: '周报', month: '月报', year: '年报' },
};
