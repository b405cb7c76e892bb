/**
 * What the managers' pages have in common: they follow the public view to hear of changes, know who is
 * signed in, say when they are stale, lead to one another, and bear the hall's name and a title.
 */
import type { ComponentChildren, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Names } from '../core/views/names.ts';
import { Notice } from '../ui/components/notice/Notice.tsx';
import { StaleMark } from '../ui/components/stale-mark/StaleMark.tsx';
import { follow } from '../ui/follow.ts';
import { reloadPage } from '../ui/reload.ts';
import { say } from '../ui/texts.ts';
import type { Me } from './account.ts';
import { consolePath } from './address.ts';
import './fields.css';
import { LanguageChoice } from './LanguageChoice.tsx';
import { language } from './language.ts';
import './manager-page.css';
import { leave, useMe } from './me.ts';
import { Pages } from './Pages.tsx';

/** What a page knows at any moment. */
export interface Known {
  readonly me: Me;
  readonly names: Names;
  /** The hub's clock, epoch ms. */
  readonly now: number;
  /** Another one after every change in the hall, and after every change of the house's facts. */
  readonly view: object | null;
  readonly rev: number;
}

interface ManagerPageProps {
  readonly title: string;
  readonly loading: string;
  readonly page: FunctionComponent<Known>;
}

export function ManagerPage({ title, loading, page: Page }: ManagerPageProps) {
  const me = useMe();
  const [line] = useState(() => follow({ peer: 'display' }));
  const names = line.names.value;
  const refusal = line.refusal.value;
  useEffect(() => {
    if (refusal === 'reload') reloadPage();
  }, [refusal]);
  document.title = `${title} · ${names ? say(names.hall.name, language.value) : ''}`;
  const { view, rev, now, stale, heardAt } = line;
  const known = { view: view.value, rev: rev.value, now: now.value ?? 0 };
  return (
    <div class="manager">
      <StaleMark stale={stale.value} heardAt={heardAt.value} language={language.value} />
      {me && names ? (
        <>
          <Pages me={me} rev={known.rev} />
          <Page me={me} names={names} {...known} />
        </>
      ) : (
        <p class="manager-quiet">{loading}</p>
      )}
    </div>
  );
}

interface ManagerHeadProps {
  readonly names: Names;
  readonly title: string;
  readonly texts: { readonly language: string; readonly console: string };
  /** There is no console to go back to: one signs out. What is said when the hub cannot be reached. */
  readonly leaves?: string | null;
  /** How things stand, in a line. */
  readonly children?: ComponentChildren;
}

export function ManagerHead({ names, title, texts, leaves, children }: ManagerHeadProps) {
  const [stays, setStays] = useState(false);
  const signOut = async (): Promise<void> => setStays(!(await leave()));
  return (
    <header class="manager-head">
      <div>
        <p class="manager-quiet">{say(names.hall.name, language.value)}</p>
        <h1>{title}</h1>
        {children && <p class="manager-quiet figures">{children}</p>}
      </div>
      <div class="manager-side">
        <LanguageChoice name={texts.language} />
        {leaves ? (
          <button type="button" class="button button-quiet" onClick={() => void signOut()}>
            {texts.console}
          </button>
        ) : (
          <a class="button button-quiet" href={consolePath}>
            {texts.console}
          </a>
        )}
      </div>
      {stays && <Notice kind="danger">{leaves}</Notice>}
    </header>
  );
}

export { useTold } from './told-again.ts';
