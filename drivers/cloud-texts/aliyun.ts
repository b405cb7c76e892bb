/**
 * Aliyun's short messages: SendSms of version 2017-05-25, signed in RPC style (devices.md, D6). Error
 * codes after the provider's list; what is not on it is an error of the account's set-up.
 */
import type { TextOutcome, TextReport } from '../texter.ts';
import { type CloudDialect, type CloudRequest, codeOf, listOf, numberOf, textOf } from './cloud.ts';
import { aliyunSignature } from './signing.ts';

export interface AliyunAccount {
  readonly keyId: string;
  readonly keySecret: string;
  /** The signature that was approved, without its brackets: 东城政务. */
  readonly signName: string;
}

const outcomes: Readonly<Record<string, TextOutcome>> = Object.fromEntries(
  [
    ['isv.MOBILE_NUMBER_ILLEGAL', { outcome: 'refused', reason: 'bad-number' }],
    ['isv.BLACK_KEY_CONTROL_LIMIT', { outcome: 'refused', reason: 'content' }],
    ['isv.MOBILE_COUNT_OVER_LIMIT', { outcome: 'refused', reason: 'bad-number' }],
    ['isv.BUSINESS_LIMIT_CONTROL', { outcome: 'refused', reason: 'number-limit' }],
    ['isv.SMS_TEMPLATE_ILLEGAL', { outcome: 'refused', reason: 'template' }],
    ['isv.TEMPLATE_MISSING_PARAMETERS', { outcome: 'refused', reason: 'template' }],
    ['isv.TEMPLATE_PARAMS_ILLEGAL', { outcome: 'refused', reason: 'template' }],
    ['isv.PARAM_LENGTH_LIMIT', { outcome: 'refused', reason: 'too-long' }],
    ['isv.SMS_SIGNATURE_ILLEGAL', { outcome: 'refused', reason: 'signature' }],
    ['isv.AMOUNT_NOT_ENOUGH', { outcome: 'failed', reason: 'credit' }],
    ['isv.OUT_OF_SERVICE', { outcome: 'failed', reason: 'credit' }],
    ['isv.DAY_LIMIT_CONTROL', { outcome: 'failed', reason: 'throttled' }],
    ['Throttling.User', { outcome: 'failed', reason: 'throttled' }],
    ['isp.SYSTEM_ERROR', { outcome: 'failed', reason: 'busy' }],
    ['SignatureDoesNotMatch', { outcome: 'failed', reason: 'sign-in' }],
    ['InvalidAccessKeyId.NotFound', { outcome: 'failed', reason: 'sign-in' }],
  ].map(([code, outcome]) => [code, { ...(outcome as object), detail: code } as TextOutcome]),
);

/** 1: it waits for the carrier's word. */
const states: Readonly<Record<number, TextReport['state']>> = { 2: 'undelivered', 3: 'delivered' };
const chinaMs = 8 * 3_600_000;

export class AliyunDialect implements CloudDialect {
  readonly #account: AliyunAccount;

  constructor(account: AliyunAccount) {
    this.#account = account;
  }

  request(to: string, text: Parameters<CloudDialect['request']>[1], at: number, nonce: string) {
    return this.#signed('SendSms', at, nonce, {
      OutId: text.id,
      PhoneNumbers: domestic(to),
      SignName: this.#account.signName,
      TemplateCode: text.template?.id ?? '',
      TemplateParam: JSON.stringify(text.template?.variables ?? {}),
    });
  }

  /** QuerySendDetails: https://help.aliyun.com/document_detail/419277.html */
  question(
    { number, ref, sentAt }: Parameters<CloudDialect['question']>[0],
    at: number,
    nonce: string,
  ) {
    return this.#signed('QuerySendDetails', at, nonce, {
      PhoneNumber: domestic(number),
      BizId: ref,
      // The day in China, in which the provider's days are counted.
      SendDate: new Date(sentAt + chinaMs).toISOString().slice(0, 10).replaceAll('-', ''),
      PageSize: '10',
      CurrentPage: '1',
    });
  }

  report(answer: unknown, ref: string): TextReport | null {
    if (textOf(answer, 'Code') !== 'OK') return null;
    // Asked by its BizId, it is the only one.
    const [told] = listOf(answer, 'SmsSendDetailDTOs', 'SmsSendDetailDTO');
    const state = states[numberOf(told, 'SendStatus') ?? 0];
    return state ? { ref, state, detail: codeOf(textOf(told, 'ErrCode')) } : null;
  }

  read(status: number, answer: unknown): TextOutcome {
    const code = textOf(answer, 'Code');
    const ref = textOf(answer, 'BizId');
    if (code === 'OK' && ref !== '') return { outcome: 'accepted', refs: [ref], parts: 1 };
    if (code === '' && status >= 500) return { outcome: 'unknown', detail: `HTTP ${status}` };
    const known = outcomes[code];
    const detail = code === '' ? `HTTP ${status}` : codeOf(code);
    return known ?? { outcome: 'failed', reason: 'error', detail };
  }

  #signed(action: string, at: number, nonce: string, said: Readonly<Record<string, string>>) {
    const { keyId, keySecret } = this.#account;
    const parameters: Record<string, string> = {
      ...said,
      AccessKeyId: keyId,
      Action: action,
      Format: 'JSON',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: nonce,
      SignatureVersion: '1.0',
      Timestamp: `${new Date(at).toISOString().slice(0, 19)}Z`,
      Version: '2017-05-25',
    };
    parameters.Signature = aliyunSignature('POST', parameters, keySecret);
    const request: CloudRequest = {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(parameters).toString(),
    };
    return request;
  }
}

/** Of the mainland without its code, of others with it. */
const domestic = (number: string): string => (number.startsWith('86') ? number.slice(2) : number);
