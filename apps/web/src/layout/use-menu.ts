import { useLocation } from 'react-router';
import { useMe } from './use-me';

export interface MenuEntry {
  /** Key of the label in the layout texts. */
  name: string;
  to: string;
  active: boolean;
}

/** The entries of the main menu for whoever is signed in, in the order of the bar. */
export function useMenu(): MenuEntry[] {
  const me = useMe();
  const { pathname, search } = useLocation();
  const kind = pathname === '/catalogue' ? (new URLSearchParams(search).get('kind') ?? 'technology') : null;
  const under = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  const entries: MenuEntry[] = [
    { name: 'technologies', to: '/catalogue?kind=technology', active: kind === 'technology' },
    { name: 'needs', to: '/catalogue?kind=need', active: kind === 'need' },
    { name: 'events', to: '/events', active: under('/events') },
  ];
  if (me.isPublisher) {
    const active = under('/my') && !under('/my/searches');
    entries.push({ name: 'myListings', to: '/my/listings', active });
  }
  if (me.isInvestor) entries.push({ name: 'thesis', to: '/thesis', active: under('/thesis') });
  if (me.mayFollowIntents) {
    entries.push({ name: 'intents', to: '/intents', active: under('/intents') });
  }
  if (me.isBroker) {
    entries.push({ name: 'matching', to: '/matching', active: under('/matching') });
  }
  if (me.isBureau) entries.push({ name: 'review', to: '/review', active: under('/review') });
  if (me.isBureau || me.isDistrict) entries.push({ name: 'tally', to: '/bureau', active: under('/bureau') });
  return entries;
}
