import { apiAddress } from './api-address';
import { catalogueQuery } from './catalogue/catalogue-address';
import { askEarly } from './early-answers';
import { startLocale } from './start-locale';

/**
 * The first code that runs: small, so that what the first page needs is on its way while the rest of the code is still
 * being loaded. What it asks for is taken up by the same requests later; without it the pages only come later.
 */
const language = startLocale();
askEarly(apiAddress('/me'), language);
if (location.pathname === '/catalogue') {
  const query = catalogueQuery(new URLSearchParams(location.search));
  // Prices and explanations depend on who asks.
  if (!query.priceMin && !query.priceMax && !query.explain)
    askEarly(apiAddress('/listings', query), language);
}
