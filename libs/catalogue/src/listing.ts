import {
  guardedFields,
  missingFields,
  needContent,
  technologyContent,
  type ListingContent,
  type NeedContent,
  type TechnologyContent,
} from '#contracts';
import type { NeedProfile, TechnologyProfile } from '#matching';

export type ListingKind = 'technology' | 'need';
export type ListingState = 'draft' | 'submitted' | 'returned' | 'published' | 'archived' | 'expired';
type Step = 'save' | 'submit' | 'publish' | 'return' | 'archive' | 'expire';

/** Which state each step leads to; a missing entry means that the state does not allow the step. */
const steps: Record<Step, Partial<Record<ListingState, ListingState>>> = {
  // Editing what is published starts a new working copy; the published version stays in the catalogue.
  save: { draft: 'draft', returned: 'draft', published: 'draft', archived: 'draft', expired: 'draft' },
  submit: { draft: 'submitted', returned: 'submitted' },
  publish: { submitted: 'published' },
  return: { submitted: 'returned' },
  archive: {
    draft: 'archived',
    returned: 'archived',
    published: 'archived',
    submitted: 'archived',
    expired: 'archived',
  },
  expire: { published: 'expired' },
};

/** The state after a step, or null where the present state does not allow it. */
export function stateAfter(state: ListingState, step: Step): ListingState | null {
  return steps[step][state] ?? null;
}

export const contentSchema = (kind: ListingKind) => (kind === 'technology' ? technologyContent : needContent);

/** Fields that stop a submission. */
export const missingOf = (kind: ListingKind, content: ListingContent): string[] =>
  missingFields(kind, content);

export type Part = 'registered' | 'confidential';

/** The content without the parts that the reader may not see, and which of those parts hold something. */
export function visibleContent(
  kind: ListingKind,
  content: ListingContent,
  fields: 'public' | Part,
): { content: Record<string, unknown>; hiddenParts: Part[] } {
  const shown: Record<string, unknown> = { ...content };
  const hiddenParts: Part[] = [];
  const hidden: Part[] =
    fields === 'confidential'
      ? []
      : fields === 'registered'
        ? ['confidential']
        : ['registered', 'confidential'];
  for (const part of hidden) {
    const guarded: readonly string[] = guardedFields[kind][part];
    if (guarded.some((field) => shown[field] !== undefined && shown[field] !== '')) hiddenParts.push(part);
    for (const field of guarded) delete shown[field];
  }
  return { content: shown, hiddenParts };
}

/** What the matching engine reads of a technology. */
export function technologyProfile(id: string, content: TechnologyContent): TechnologyProfile {
  return {
    id,
    title: content.title,
    summary: content.summary,
    problem: content.problem,
    text: [content.text, ...(content.scenarios ?? []), ...(content.advantages ?? []).map((one) => one.metric)]
      .filter(Boolean)
      .join('\n'),
    keywords: content.keywords,
    industry: content.industry,
    field: content.field,
    trl: content.trl,
    modes: content.modes,
    price: content.price,
    districts: content.districts,
    ipStatuses: content.ip?.map((one) => one.status),
  };
}

/** What the matching engine reads of a need. */
export function needProfile(id: string, content: NeedContent): NeedProfile {
  return {
    id,
    title: content.title,
    problem: content.problem,
    text: content.text,
    keywords: content.keywords,
    targets: content.targets,
    industry: content.industry,
    field: content.field,
    minTrl: content.minTrl,
    modes: content.modes,
    budget: content.budget,
    district: content.district,
    deadline: content.deadline,
    ipExpectation: content.ipExpectation,
  };
}
