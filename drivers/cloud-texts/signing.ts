/**
 * How requests to cloud providers are signed: Aliyun's RPC style (HMAC-SHA1 over the sorted query) and
 * Tencent's TC3-HMAC-SHA256. Sources: devices.md, D6, with the providers' own examples as vectors.
 */
import { createHmac, hash } from 'node:crypto';

/** RFC 3986, as both want it: everything but letters, digits and `-_.~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The signature of a request with these parameters, `Signature` itself left out. */
export function aliyunSignature(
  method: 'GET' | 'POST',
  parameters: Readonly<Record<string, string>>,
  secret: string,
): string {
  const query = Object.keys(parameters)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(parameters[name] ?? '')}`)
    .join('&');
  const signed = `${method}&${encoded('/')}&${encoded(query)}`;
  return createHmac('sha1', `${secret}&`).update(signed).digest('base64');
}

export interface TencentRequest {
  readonly service: string;
  readonly host: string;
  readonly action: string;
  readonly body: string;
  /** Epoch seconds. */
  readonly at: number;
}

export interface TencentKeys {
  readonly secretId: string;
  readonly secretKey: string;
}

const sha256 = (text: string): string => hash('sha256', text);
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** The `Authorization` of a POST of JSON. */
export function tencentAuthorization(
  { service, host, action, body, at }: TencentRequest,
  { secretId, secretKey }: TencentKeys,
): string {
  const date = new Date(at * 1_000).toISOString().slice(0, 10);
  const headers = 'content-type;host;x-tc-action';
  const canonical = [
    ...['POST', '/', '', 'content-type:application/json; charset=utf-8', `host:${host}`],
    ...[`x-tc-action:${action.toLowerCase()}`, '', headers, sha256(body)],
  ].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const signed = ['TC3-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  const signature = hmac(key, signed).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${headers}, Signature=${signature}`;
}
