/**
 * Where a form of a guide is: what of it a kiosk shows, and where a phone opens it.
 */
import { fileAddress, fileName, type ShownFile, shownFile } from '../../../../core/guides/files.ts';
import type { GuideList } from '../../../../core/guides/guide.ts';

export interface FormAt {
  readonly shown: ShownFile | null;
  readonly address: string | null;
}

interface Heard {
  readonly list: Pick<GuideList, 'version' | 'files'>;
  readonly names: { readonly publicUrl?: string | null | undefined };
}

/** `written`: as the guide names it. Null: it is neither here nor on a phone. */
export function formAt({ list, names }: Heard, written: string): FormAt | null {
  const name = fileName(written);
  // A kiosk leads nobody out into the web; a phone goes there by itself.
  if (name === null) return { shown: null, address: written };
  const files = list.files ?? [];
  if (!files.includes(name)) return null;
  const { publicUrl } = names;
  const shown = shownFile(name, files);
  const address = publicUrl ? `${publicUrl}${fileAddress(list.version, name)}` : null;
  return shown === null && address === null ? null : { shown, address };
}
