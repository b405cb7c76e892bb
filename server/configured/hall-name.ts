/**
 * How places of government service are named (《东城区三级政务服务体系管理办法》 art. 18): the centre of a
 * district, its branches, that of a street, and stations in parks and office buildings. Another district
 * has its own name in the place of Dongcheng's; a name outside the four patterns is warned of, not refused.
 */

const centre = '政务服务中心';
/** A district, county, city or banner. */
const district = '.{1,10}(区|县|市|旗)';
const own = '[^\\s]{1,20}';

const patterns: readonly RegExp[] = [
  new RegExp(`^${district}${centre}$`, 'u'),
  new RegExp(`^${district}${centre}${own}分中心$`, 'u'),
  new RegExp(`^${district}${own}(街道|镇|乡|地区)${centre}$`, 'u'),
  new RegExp(`^${district}${centre}${own}政务服务站$`, 'u'),
];

/** Whether the hall's name (zh-Hans) is of one of the four patterns. */
export const namedAsRuled = (name: string): boolean => patterns.some((one) => one.test(name));

/** For the administrator at the command line, where there is something to say; pages have their own words. */
export const nameLines = ({ 'zh-Hans': name }: { readonly 'zh-Hans': string }): string[] =>
  namedAsRuled(name) ? [] : [nameWarning(name)];

export const nameWarning = (name: string): string =>
  `name: ${name} is of none of the four patterns of art. 18: XX区政务服务中心, XX区政务服务中心XX分中心, ` +
  'XX区XX街道政务服务中心, XX区政务服务中心XX政务服务站';
