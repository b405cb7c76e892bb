/**
 * What gallery/data.ts puts in: views that are lived on the rules, from files that no browser reads.
 */
declare module 'virtual:gallery-data' {
  /** The examples' clock, epoch ms. */
  export const now: number;
  export const names: import('../core/views/names.ts').Names;
  /** The same hall with the longest names there are. */
  export const longNames: import('../core/views/names.ts').Names;
  export const displays: Readonly<Record<string, import('../core/views/display.ts').DisplayView>>;
  export const counters: Readonly<Record<string, import('../core/views/counter.ts').CounterView>>;
  export const live: import('../core/views/live.ts').LiveView;
  /** Who may sign in on the pages of those who run the hall. */
  export const staff: Readonly<
    Record<'manager' | 'systemAdmin' | 'auditor', import('../console/account.ts').Me>
  >;
}
