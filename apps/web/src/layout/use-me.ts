import { readMe, type Me } from '#contracts';
import { useRead } from '../api';

const nobody: Me = {
  person: null,
  organisation: null,
  organisationRole: null,
  platformRole: null,
  organizes: [],
  demo: false,
};

/** Who is signed in and what they may see. `ready` is false until the server has answered once. */
export function useMe() {
  const { data, isPending } = useRead(readMe, {}, { staleTime: 60_000 });
  const me = data ?? nobody;
  const kind = me.organisation?.kind;
  const approved = me.organisation?.state === 'approved';
  const isBureau = me.platformRole === 'bureau_officer' || me.platformRole === 'system_admin';
  const isDistrict = me.platformRole === 'district_officer';
  const isParticipant = kind === 'institute' || kind === 'enterprise' || kind === 'investor';
  return {
    ...me,
    ready: !isPending,
    signedIn: me.person !== null,
    approved,
    /** Reviews and tallies: the city's bureau and the system administrator. */
    isBureau,
    isDistrict,
    /** Prices and budgets are not for the public. */
    maySeePrices: approved || isBureau || isDistrict,
    /** Judges the matches of others: the bureau and organizers without an organisation that takes part. */
    isBroker:
      me.platformRole === 'bureau_officer' ||
      me.platformRole === 'system_admin' ||
      (me.organizes.length > 0 && me.organisation === null),
    isInvestor: kind === 'investor',
    /** Publishes technologies or needs. */
    isPublisher: kind === 'institute' || kind === 'enterprise',
    isParticipant,
    /** Sees intents: the parties theirs, the city and the districts those of all. */
    mayFollowIntents: isParticipant || isDistrict || isBureau,
  };
}
