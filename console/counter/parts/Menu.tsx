/**
 * A menu beside the button that opened it: arrows move, a digit or Enter chooses, Esc closes and
 * gives the focus back. It floats, so that nothing under it moves, and keeps inside the window.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { openMenu } from '../press.ts';
import './menu.css';

export interface MenuItem {
  readonly name: string;
  /** A quiet word behind the name. */
  readonly note?: string;
  readonly danger?: boolean;
  readonly choose: () => void;
}

export interface MenuGroup {
  readonly title: string;
  readonly items: readonly MenuItem[];
  /** Said in place of items where there are none. */
  readonly none?: string;
}

/** Items beyond the ninth have no digit. */
const digitsMax = 9;

export function MenuOf({ anchor, title, items }: { anchor: string } & MenuGroup) {
  return <Menu anchor={anchor} title={title} groups={[{ title, items }]} />;
}

export interface MenuProps {
  /** The id of the button that it belongs to. */
  readonly anchor: string;
  readonly title: string;
  readonly groups: readonly MenuGroup[];
  /** Under a heading, with the groups side by side; the first in two columns. */
  readonly wide?: boolean;
}

export function Menu({ anchor, title, groups, wide = false }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    opener.current = document.activeElement;
    if (menu.current) place(menu.current, document.getElementById(anchor));
    itemsIn(menu.current)[0]?.focus();
    return () => {
      const focus = opener.current;
      const inside = menu.current?.contains(document.activeElement);
      if (inside && focus instanceof HTMLElement && focus !== document.body) focus.focus();
    };
  }, [anchor]);
  useEffect(() => closeOutside(menu.current, anchor), [anchor]);

  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  let digit = 0;
  return (
    <div
      ref={menu}
      class={wide ? 'menu menu-wide' : 'menu'}
      role="menu"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => moveByKey(event, menu.current)}
    >
      {wide && (
        <p class="menu-heading" aria-hidden="true">
          {title}
        </p>
      )}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
        <div key={group.title} class="menu-group" role="group" aria-label={group.title}>
          <p class="menu-title" aria-hidden="true">
            {group.title}
          </p>
          {group.items.length === 0 && <p class="menu-none">{group.none}</p>}
          {group.items.map((item) => {
            digit += 1;
            return <Item key={item.name} item={item} digit={count <= digitsMax ? digit : null} />;
          })}
        </div>
      ))}
    </div>
  );
}

function Item({ item, digit }: { item: MenuItem; digit: number | null }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={item.danger ? 'menu-item menu-item-danger' : 'menu-item'}
      aria-keyshortcuts={digit === null ? undefined : String(digit)}
      onClick={item.choose}
    >
      {digit !== null && <span class="menu-digit">{digit}</span>}
      <span>{item.name}</span>
      {item.note && <Note>{item.note}</Note>}
    </button>
  );
}

const Note = ({ children }: { children: ComponentChildren }) => (
  <span class="menu-note figures"> {children}</span>
);

const itemsIn = (menu: HTMLElement | null): HTMLButtonElement[] =>
  menu ? [...menu.querySelectorAll<HTMLButtonElement>('[role="menuitem"]')] : [];

function moveByKey(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = itemsIn(menu);
  const here = items.findIndex((item) => item.matches(':focus'));
  const moves: Record<string, number> = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const to = moves[event.key];
  if (to !== undefined) items[to]?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') openMenu.value = null;
  else if (/^[1-9]$/.test(event.key) && items.length <= digitsMax) {
    items[Number(event.key) - 1]?.click();
  } else return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
}

/** A press anywhere else closes the menu; its own button closes it by itself. */
function closeOutside(menu: HTMLElement | null, anchor: string): () => void {
  const close = (event: MouseEvent) => {
    const target = event.target as Node;
    const own = document.getElementById(anchor)?.contains(target);
    if (!own && !menu?.contains(target)) openMenu.value = null;
  };
  document.addEventListener('mousedown', close);
  return () => document.removeEventListener('mousedown', close);
}

const gap = 4;

/** Under its button where there is room, else over it; never outside the window. */
function place(menu: HTMLElement, anchor: HTMLElement | null): void {
  const from = anchor?.getBoundingClientRect() ?? new DOMRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(gap, Math.min(from.left, window.innerWidth - width - gap));
  const below = from.bottom + gap;
  const fits = below + height + gap <= window.innerHeight;
  const top = fits ? below : Math.max(gap, from.top - height - gap);
  menu.style.setProperty('left', `${left}px`);
  menu.style.setProperty('top', `${top}px`);
}
