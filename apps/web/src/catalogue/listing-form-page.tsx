import { readListing } from '#contracts';
import { useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useMe } from '../layout/use-me';
import { ListingEditor } from './listing-editor';
import type { ListingKind } from './catalogue-address';

/** `/my/listings/new?kind=` and `/my/listings/:id`: the same form, in place when the first autosave gives it an id. */
export function ListingFormPage() {
  const { id = 'new' } = useParams();
  const { key } = useLocation();
  const [made, setMade] = useState<{ id: string | null; key: string; session: number }>({
    id: null,
    key,
    session: 0,
  });
  // Coming to “new” another time, after something was made, starts with an empty form again.
  if (id === 'new' && made.id && made.key !== key) setMade({ id: null, key, session: made.session + 1 });
  return (
    <Gate allow={(me) => me.isPublisher}>
      {id === 'new' || id === made.id ? (
        <NewListing
          key={made.session}
          onCreated={(next) => setMade({ id: next, key, session: made.session })}
        />
      ) : (
        <KnownListing key={id} id={id} />
      )}
    </Gate>
  );
}

function NewListing({ onCreated }: { onCreated: (id: string) => void }) {
  const [search] = useSearchParams();
  const me = useMe();
  const own = me.organisation?.kind === 'institute' ? 'technology' : 'need';
  const inUrl = search.get('kind');
  // The address loses its query when the draft gets an id; the kind of the form stays.
  const [kind] = useState<ListingKind>(inUrl === 'technology' || inUrl === 'need' ? inUrl : own);
  return (
    <ListingEditor
      kind={kind}
      detail={null}
      onCreated={onCreated}
      onReload={() => window.location.reload()}
    />
  );
}

function KnownListing({ id }: { id: string }) {
  // Read once: from then on the form is ahead of the server, and says so when it is not.
  const listing = useRead(
    readListing,
    { params: { id } },
    { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
  );
  const [round, setRound] = useState(0);
  if (!listing.data) {
    return (
      <Page>
        <QueryState result={listing}>{() => null}</QueryState>
      </Page>
    );
  }
  const reload = async () => {
    await listing.refetch();
    setRound(round + 1);
  };
  return (
    <ListingEditor
      key={round}
      kind={listing.data.kind}
      detail={listing.data}
      onReload={() => void reload()}
    />
  );
}
