import { readFile } from 'node:fs/promises';
import type { NeedContent, TechnologyContent } from '#contracts';

export interface DemoOrganisation {
  key: string;
  name: string;
  district: string;
  intro: string;
}
type Disclosure = 'public' | 'registered';
export interface DemoData {
  institutes: DemoOrganisation[];
  enterprises: DemoOrganisation[];
  investors: DemoOrganisation[];
  technologies: { institute: string; disclosure: Disclosure; content: TechnologyContent }[];
  needs: { enterprise: string; disclosure: Disclosure; content: NeedContent }[];
}

/** The listings and organisations written for the demonstration; every name is fictional. */
export async function readDemoData(): Promise<DemoData> {
  const parts = await Promise.all(
    ['ai-biomedicine', 'energy-materials'].map(
      async (name) =>
        JSON.parse(await readFile(new URL(`data/${name}.json`, import.meta.url), 'utf8')) as DemoData,
    ),
  );
  const all = <K extends keyof DemoData>(key: K) =>
    parts.flatMap((part) => part[key] as unknown[]) as DemoData[K];
  return {
    institutes: all('institutes'),
    enterprises: all('enterprises'),
    investors: all('investors'),
    technologies: all('technologies'),
    needs: all('needs'),
  };
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const givenNames = '明远 思涵 建华 雅琴 志强 晓彤 文博 丽娟 浩然 静怡 国栋 佳宁 立群 梦洁 永辉 诗雨'.split(
  ' ',
);

/** A fictional person's name for a number. */
export const personName = (i: number): string =>
  surnames[(i * 7) % surnames.length]! +
  givenNames[(i * 5 + Math.floor(i / surnames.length)) % givenNames.length]!;
