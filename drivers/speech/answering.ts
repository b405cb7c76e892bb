/**
 * The HTTP answers of `/speech`, the same on the hub and on a kiosk's agent. One request at most is read
 * into memory, and it is small.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SPEECH_TEXT_MAX, speechSchema } from '../../core/wire/speech.ts';
import type { Speech } from './espeak.ts';

/** A character has four bytes at most, and JSON may write one as six. */
const bodyBytesMax = SPEECH_TEXT_MAX * 12 + 200;

/** Answers GET and POST; who may ask is for the caller to know. Never rejects. */
export async function answerSpeech(
  request: IncomingMessage,
  response: ServerResponse,
  speech: Speech,
): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'GET' || request.method === 'HEAD') {
    return json(response, 200, { languages: await speech.languages() });
  }
  if (request.method !== 'POST') return json(response, 405, { field: '', rule: 'GET or POST' });
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return json(response, 415, { field: '', rule: 'application/json' });
  }
  const body = await bodyOf(request);
  if (body === null)
    return json(response, 413, { field: '', rule: `${bodyBytesMax} bytes at most` });
  const parsed = speechSchema.safeParse(parsedJson(body));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    return json(response, 400, { field, rule: issue?.message ?? 'not understood' });
  }
  const wav = await speech.wav(parsed.data);
  if (wav === 'busy' || wav === 'unavailable') return json(response, 503, { failed: wav });
  response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': wav.length });
  response.end(wav);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > bodyBytesMax) return null;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
