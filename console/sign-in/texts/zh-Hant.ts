/**
 * 登入頁的文字，繁體中文。
 */
import type { Words } from '../../../ui/texts.ts';
import type { zhHans } from './zh-Hans.ts';

export const zhHant: Words<typeof zhHans> = {
  title: '工作人員登入',
  product: '靜號 叫號系統',
  account: '帳號',
  password: '密碼',
  show: '顯示密碼',
  signIn: '登入',
  working: '正在登入…',
  missingAccount: '請填寫帳號。',
  missingPassword: '請填寫密碼。',
  capsLock: '大寫鎖定開著。',
  wrong: '帳號或密碼不對。請檢查後再試；忘記密碼請找管理員重設。',
  tooMany: '試錯次數太多。請等倒數結束再試，或找管理員重設密碼。',
  wait: (seconds) => `${seconds} 秒後可以再試`,
  tooManyOver: '現在可以再試。',
  otherHall: '這個帳號屬於另一個大廳，不能在這裡登入。',
  code: '動態碼',
  factorNew:
    '請用身份驗證器掃描二維碼，或手工輸入下面的金鑰，再填寫它顯示的六位動態碼。金鑰只在設好之前顯示。',
  factorCode: '身份驗證器的二維碼',
  codeWrong: '動態碼不對，或已經用過。請等下一個再試。',
  unreachable: '連不上主機。請檢查網路，稍後再試。',
  mine: '我的登入',
  notSignedIn: '您沒有登入。',
  here: '這裏',
  thisMachine: '主機本身',
  provided: '統一身份認證',
  spans: (from, to) => `${from} 登入，不使用時 ${to} 自動登出`,
  signOut: '登出',
  endIt: '結束',
  back: '返回',
  provider: {
    'provider-away': '連不上統一身份認證。請稍後再試，或用帳號和密碼登入。',
    'not-vouched': '這次認證沒有通過核對，沒有登入。請從這裏重新開始。',
    denied: '統一身份認證沒有同意登入。',
    'no-account': '您在這裏還沒有帳號。請找系統管理員。',
    'no-role': '您在這裏還沒有角色。請找安全管理員。',
    'account-disabled': '這個帳號已停用。請找系統管理員。',
    'second-factor-not-vouched':
      '管理員要有第二種證明：請在統一身份認證中用多因素登入，或在這裏用帳號、密碼和動態碼登入。',
  },
  language: '語言',
};
