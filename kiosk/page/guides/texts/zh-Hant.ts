/** Words of the kiosk's page of one guide, traditional Chinese. */
import type { GuidePageWords } from './zh-Hans.ts';

export const zhHant: GuidePageWords = {
  parts: {
    bring: '要帶什麼',
    steps: '怎麼辦',
    time: '時間費用',
    where: '在哪裡辦',
    more: '常見問題',
    along: '帶走',
  },
  partsName: '指南的各部分',
  take: '取號辦這件事',
  takeFor: (service) => `在“${service}”排隊`,
  noNumber: '本大廳不為此事取號',
  noNumberAt: (place) => `請到${place}辦理`,
  print: '列印指南',
  printMaterials: '列印材料清單',
  along: '手機帶走',
  alongTitle: '用手機掃一掃，把指南帶走',
  alongHint: '不用裝軟體，也不留下您的資訊。',
  alongNot: '這裡不能用手機查看。請列印帶走。',
  printing: '正在列印，請稍候',
  printed: '已列印，請從下方取走',
  noted: '沒有列印出來。請稍後再試，或到諮詢台索取',
  enough: '這台機器剛列印了很多。請過幾分鐘再列印',
  unable: '印表機現在不能用。請用手機帶走，或到諮詢台索取',
  loading: '正在開啟指南',
};
