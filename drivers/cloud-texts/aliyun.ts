/**
 * Aliyun's short messages: SendSms of version 2017-05-25, signed in RPC style (devices.md, D6). Error
 * codes after the provider's list; what is not on it is an error of the account's set-up.
 */
import type { TextOutcome } from '../texter.ts';
import { type CloudDialect, type CloudRequest, textOf } from './cloud.ts';
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

export class AliyunDialect implements CloudDialect {
  readonly #account: AliyunAccount;

  constructor(account: AliyunAccount) {
    this.#account = account;
  }

  request(to: string, text: Parameters<CloudDialect['request']>[1], at: number, nonce: string) {
    const { keyId, keySecret, signName } = this.#account;
    const parameters: Record<string, string> = {
      AccessKeyId: keyId,
      Action: 'SendSms',
      Format: 'JSON',
      OutId: text.id,
      // Of the mainland without its code, of others with it.
      PhoneNumbers: to.startsWith('86') ? to.slice(2) : to,
      SignName: signName,
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: nonce,
      SignatureVersion: '1.0',
      TemplateCode: text.template?.id ?? '',
      TemplateParam: JSON.stringify(text.template?.variables ?? {}),
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

  read(status: number, answer: unknown): TextOutcome {
    const code = textOf(answer, 'Code');
    const ref = textOf(answer, 'BizId');
    if (code === 'OK' && ref !== '') return { outcome: 'accepted', refs: [ref], parts: 1 };
    if (code === '' && status >= 500) return { outcome: 'unknown', detail: `HTTP ${status}` };
    const known = outcomes[code];
    const detail = code === '' ? `HTTP ${status}` : code.replace(/[^\w.:-]/g, '').slice(0, 60);
    return known ?? { outcome: 'failed', reason: 'error', detail };
  }
}
