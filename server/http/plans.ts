/**
 * Pictures of the floor, one a kiosk, as the hall's file names them. They are read when the hub starts,
 * and shown as pictures only: a script inside would not run.
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Express } from 'express';
import type { Kiosk } from '../../core/hall/configuration.ts';
import type { Rate } from './limits.ts';
import type { HttpParts } from './parts.ts';
import { limited } from './rates.ts';

export interface Plan {
  readonly type: 'image/svg+xml' | 'image/png';
  readonly bytes: Buffer;
}

/** A picture that is larger takes a kiosk too long to draw. */
const planBytesMax = 2 * 1024 * 1024;

/** The pictures by kiosk, and what is wrong with each that cannot be shown, by its field. */
export function readPlans(
  kiosks: readonly Kiosk[],
  folder: string,
): { readonly plans: ReadonlyMap<string, Plan>; readonly wrong: readonly string[] } {
  const plans = new Map<string, Plan>();
  const wrong: string[] = [];
  kiosks.forEach(({ id, plan }, index) => {
    if (!plan) return;
    const field = `kiosks.${index}.plan.file`;
    const path = resolve(folder, plan.file);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) wrong.push(`${field}: there is no file ${path}`);
    else if (size > planBytesMax) wrong.push(`${field}: at most ${planBytesMax} bytes`);
    else {
      const type = plan.file.endsWith('.png') ? 'image/png' : 'image/svg+xml';
      plans.set(id, { type, bytes: readFileSync(path) });
    }
  });
  return { plans, wrong };
}

/** Opened by itself a drawing is a page of its own: it runs nothing and fetches nothing. */
export const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Serves `/kiosk-plan/<kiosk>`. */
export function plans(
  app: Express,
  pictures: ReadonlyMap<string, Plan>,
  rate: Rate,
  clock: HttpParts['clock'],
): void {
  app.get('/kiosk-plan/:kiosk', limited(rate, clock), (request, response, next) => {
    const plan = pictures.get(String(request.params.kiosk));
    if (!plan) return next();
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': picturePolicy });
    response.type(plan.type).send(plan.bytes);
  });
}
