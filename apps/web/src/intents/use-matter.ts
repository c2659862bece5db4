import { readListing, type MyMeeting } from '#contracts';
import { useSearchParams } from 'react-router';
import { useRead } from '../api';
import { useMeeting } from './use-meeting';

export interface Matter {
  /** What the server needs to know whom and what it is about; null where the address says neither. */
  request: { meetingId?: string; counterpartId?: string; technologyId?: string; needId?: string } | null;
  /** Still being looked up. */
  pending: boolean;
  name: string | null;
  kind: MyMeeting['counterpart']['kind'] | undefined;
  person: string | null;
  theirs: string | null;
  ours: string | null;
  /** The intent that this meeting already led to. */
  intentId: string | null;
}
const nothing: Matter = {
  request: null,
  pending: false,
  name: null,
  kind: undefined,
  person: null,
  theirs: null,
  ours: null,
  intentId: null,
};

/**
 * Whom and what a new intent is about, from the address: `?meeting=` (quicker with `&event=`), or `?listing=` for a
 * technology or need of another organisation.
 */
export function useMatter(): Matter {
  const [search] = useSearchParams();
  const meetingId = search.get('meeting');
  const listingId = search.get('listing') ?? '';
  const found = useMeeting(meetingId, search.get('event'));
  const read = useRead(
    readListing,
    { params: { id: listingId } },
    { enabled: meetingId === null && listingId !== '' },
  );
  if (meetingId) {
    const meeting = found.data;
    if (!meeting) return { ...nothing, request: { meetingId }, pending: found.isPending };
    const { counterpart, ownListing, intentId } = meeting;
    return {
      ...nothing,
      request: { meetingId },
      name: counterpart.name,
      kind: counterpart.kind,
      person: counterpart.person,
      theirs: counterpart.listing?.title ?? null,
      ours: ownListing?.title ?? null,
      intentId,
    };
  }
  const listing = read.data;
  if (!listing?.organisation) return { ...nothing, pending: read.isLoading };
  const counterpartId = listing.organisation.id;
  return {
    ...nothing,
    request:
      listing.kind === 'need'
        ? { counterpartId, needId: listing.id }
        : { counterpartId, technologyId: listing.id },
    name: listing.organisation.name,
    theirs: listing.title,
  };
}
