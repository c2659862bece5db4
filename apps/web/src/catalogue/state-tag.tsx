import { listingStates, termLabel, type ListingCard } from '#contracts';
import { Tag } from 'antd';
import { useLocale } from '../layout/use-locale';

const colors: Record<ListingCard['state'], string> = {
  draft: 'default',
  submitted: 'blue',
  returned: 'orange',
  published: 'green',
  archived: 'default',
  expired: 'default',
};

/** The state of a listing, in words on a quiet colour. */
export function StateTag({ state }: { state: ListingCard['state'] }) {
  const locale = useLocale();
  return (
    <Tag variant="filled" color={colors[state]} data-testid="listing-state" data-state={state}>
      {termLabel(listingStates, state, locale)}
    </Tag>
  );
}
