/**
 * What a page loads first of a package: names to list and to find by, departments once. The guides
 * themselves are asked for one by one.
 */
import type { GuideEntry, GuideList, GuidePackage, GuideText } from './guide.ts';

/** The guides in their own order, departments in that of their first guide; `files`: by name. */
export function guideList(all: GuidePackage, files: readonly string[] = []): GuideList {
  const departments: GuideText[] = [];
  const places = new Map<string, number>();
  const placeOf = (department: GuideText): number => {
    const known = places.get(department['zh-Hans']);
    if (known !== undefined) return known;
    const place = departments.length;
    places.set(department['zh-Hans'], place);
    departments.push(department);
    return place;
  };
  const guides = all.guides.map(
    ({ id, name, level, department, audience, events, service, popularity }): GuideEntry => ({
      ...{ id, name, level, department: placeOf(department), audience, events },
      ...(service === undefined ? {} : { service }),
      popularity,
    }),
  );
  const { version, date, origin, events } = all;
  const list = { version, date, origin, events, departments, guides };
  return files.length === 0 ? list : { ...list, files };
}
