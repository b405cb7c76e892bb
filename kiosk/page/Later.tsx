/**
 * Pages that most visitors never open are fetched when they are wanted, or in a quiet moment before.
 * One that cannot be fetched (the hub is away) says so, and there is a way back.
 */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Button } from '../../ui/components/button/Button.tsx';
import { Frame } from './Frame.tsx';
import { footOf, hallName, helpOf, type KioskProps, leavingOf } from './known.ts';
import { kioskTexts } from './texts/texts.ts';

export interface Later<P extends KioskProps> {
  (props: P): ReturnType<typeof Frame>;
  /** Fetches it, if it is not there; never rejects. */
  readonly fetch: () => Promise<void>;
}

/** A page by its `import()`. */
export function later<P extends KioskProps>(load: () => Promise<ComponentType<P>>): Later<P> {
  const page = signal<{ readonly is: ComponentType<P> } | null>(null);
  const failed = signal(false);
  let under: Promise<void> | null = null;
  const fetch = () => {
    if (page.peek() !== null) return Promise.resolve();
    under ??= load().then(
      (is) => {
        page.value = { is };
        failed.value = false;
      },
      () => {
        failed.value = true;
        under = null;
      },
    );
    return under;
  };
  const again = () => {
    failed.value = false;
    void fetch();
  };
  const Page = (props: P) => {
    if (page.value !== null) {
      const Whole = page.value.is;
      return <Whole {...props} />;
    }
    if (!failed.value) void fetch();
    return <NotThere {...props} failed={failed.value} onAgain={again} />;
  };
  return Object.assign(Page, { fetch });
}

function NotThere({
  failed,
  onAgain,
  ...props
}: KioskProps & { readonly failed: boolean; readonly onAgain: () => void }) {
  const words = kioskTexts[props.language];
  return (
    <Frame
      at="later"
      hall={hallName(props)}
      title={failed ? words.laterFailed : words.asking}
      hint={failed ? words.laterFailedHint : ''}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      {failed && (
        <div class="later">
          <Button kind="main" onPress={onAgain}>
            {words.tryAgain}
          </Button>
        </div>
      )}
    </Frame>
  );
}
