import { TeamOutlined } from '@ant-design/icons';
import { listCounterparts, readEvent, saveWish, termLabel, wishLevels, type Counterpart } from '#contracts';
import { Pagination, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useChange, useRead } from '../api';
import { MatchCardView } from '../catalogue/match-card';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import styles from './counterparts-page.module.css';
import { useRefusal } from './use-refusal';

const pageSize = 10;
type Wish = Counterpart['wish'];

/** Whom to meet: ten at a time, the best match first, one key or one tap each. */
export function CounterpartsPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const event = useRead(readEvent, { params: { id } });
  const result = useRead(listCounterparts, { params: { id }, query: { page, pageSize } });
  return (
    <Gate>
      <Page
        title={t('counterparts')}
        subtitle={event.data?.title}
        actions={<LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>}
      >
        <p className={styles.how}>
          {t('counterpartsText')} <span className={styles.keys}>{t('counterpartsKeys')}</span>
        </p>
        <QueryState
          result={result}
          isEmpty={(data) => data.items.length === 0}
          empty={
            <Notice icon={<TeamOutlined />} title={t('counterpartsNone')} testid="no-counterparts">
              {t('counterpartsNoneText')}
            </Notice>
          }
        >
          {(data) => (
            <>
              <Cards key={page} eventId={id} items={data.items} />
              <Pagination
                align="center"
                hideOnSinglePage
                current={page}
                pageSize={pageSize}
                total={data.total}
                showSizeChanger={false}
                showTotal={(count) => t('counterpartsTotal', { count })}
                onChange={(next) => setSearch({ page: String(next) })}
              />
            </>
          )}
        </QueryState>
      </Page>
    </Gate>
  );
}

function Cards({ eventId, items }: { eventId: string; items: Counterpart[] }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const change = useChange(saveWish);
  const list = useRef<HTMLUListElement>(null);
  /** Answers that are on the way to the server. */
  const [given, setGiven] = useState<Record<string, Wish>>({});
  const [said, setSaid] = useState('');
  const wishOf = (one: Counterpart) =>
    one.registrationId in given ? (given[one.registrationId] ?? null) : one.wish;
  const answer = (one: Counterpart, level: Wish) => {
    const before = wishOf(one);
    setGiven((all) => ({ ...all, [one.registrationId]: level }));
    const name = one.organisation.name;
    setSaid(
      level ? t('wishSaved', { name, wish: termLabel(wishLevels, level, locale) }) : t('wishTaken', { name }),
    );
    change.mutate(
      { params: { id: eventId, registration: one.registrationId }, body: { level } },
      {
        onError: (error) => {
          setGiven((all) => ({ ...all, [one.registrationId]: before }));
          refuse(error);
        },
      },
    );
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]'))
        return;
      const cards = [...(list.current?.children ?? [])] as HTMLElement[];
      const at = cards.findIndex((card) => card.contains(document.activeElement));
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') {
        const next = cards[Math.max(0, Math.min(cards.length - 1, at + (key === 'j' ? 1 : -1)))];
        next?.focus();
        next?.scrollIntoView({ block: 'nearest' });
      }
      const level = wishLevels[Number(key) - 1]?.code;
      const one = items[at];
      if (level && one) answer(one, level === wishOf(one) ? null : level);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <>
      <ul className={styles.list} ref={list}>
        {items.map((one) => (
          <li
            key={one.registrationId}
            tabIndex={-1}
            aria-label={one.organisation.name}
            data-testid="counterpart"
          >
            <MatchCardView
              card={one.match}
              who={one.organisation}
              wish={wishOf(one)}
              onWish={(level) => answer(one, level)}
              badge={
                one.mutual && (
                  <Tag variant="filled" color="green" data-testid="mutual">
                    {t('mutual')}
                  </Tag>
                )
              }
            />
          </li>
        ))}
      </ul>
      <div role="status" className={styles.said} data-testid="wish-said">
        {said}
      </div>
    </>
  );
}
