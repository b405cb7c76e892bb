/**
 * The groups of the gallery, each fetched alone: their styles are made for different screens and would
 * speak into one another.
 */
import type { Group } from './shape.ts';

export const groupNames = [
  'ui',
  'kiosk',
  'hall',
  'sign',
  'phone',
  'desk',
  'manager',
  'office',
  'guide',
  'staff',
  'door',
  'tablet',
] as const;
export type GroupName = (typeof groupNames)[number];

export function loadGroup(name: GroupName): Promise<Group> {
  switch (name) {
    case 'ui':
      return import('./pages/ui.tsx').then(({ uiGroup }) => uiGroup);
    case 'kiosk':
      return import('./pages/kiosk.tsx').then(({ kioskGroup }) => kioskGroup);
    case 'hall':
      return import('./pages/hall.tsx').then(({ hallGroup }) => hallGroup);
    case 'sign':
      return import('./pages/sign.tsx').then(({ signGroup }) => signGroup);
    case 'phone':
      return import('./pages/phone.tsx').then(({ phoneGroup }) => phoneGroup);
    case 'desk':
      return import('./pages/desk.tsx').then(({ deskGroup }) => deskGroup);
    case 'guide':
      return import('./pages/guide.tsx').then(({ guideGroup }) => guideGroup);
    case 'manager':
      return import('./pages/manager.tsx').then(({ managerGroup }) => managerGroup);
    case 'staff':
      return import('./pages/staff.tsx').then(({ staffGroup }) => staffGroup);
    case 'door':
      return import('./pages/door.tsx').then(({ doorGroup }) => doorGroup);
    case 'tablet':
      return import('./pages/tablet.tsx').then(({ tabletGroup }) => tabletGroup);
    case 'office':
      return import('./pages/office.tsx').then(({ officeGroup }) => officeGroup);
  }
}

export const isGroupName = (name: string | null): name is GroupName =>
  groupNames.some((one) => one === name);
