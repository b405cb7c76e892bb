/**
 * The index by which guides are found, as it is told to pages (core/guides/finding/shape.ts).
 */
import { z } from 'zod';
import type { FindingIndex } from '../guides/finding/shape.ts';

export const findingIndexShape: z.ZodType<FindingIndex> = z.object({
  version: z.string(),
  readings: z.record(z.string(), z.string()),
  otherwise: z.record(
    z.string(),
    z.array(z.tuple([z.number().int(), z.number().int(), z.string()])),
  ),
  folds: z.string(),
  idle: z.array(z.string()),
  said: z.record(z.string(), z.array(z.string())),
});
