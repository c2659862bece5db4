import { keepPreviousData } from '@tanstack/react-query';
import {
  fitAspects,
  fitWeights,
  previewFitWeights,
  readEvent,
  readFitWeights,
  saveFitWeights,
  type FitWeights,
  type ResponseOf,
} from '#contracts';
import { App, Button, Slider } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useChange, useRead } from '../api';
import { mayManage } from '../events/may-manage';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import styles from './weights-page.module.css';

const usual = fitWeights.parse({});
/** How long the sliders rest before the preview follows, ms. */
const pause = 400;

/** How much the conditions count at an event, with what a change would do before it is saved. */
export function WeightsPage() {
  const { id = '' } = useParams();
  return (
    <Gate allow={mayManage(id)}>
      <EventWeights />
    </Gate>
  );
}

function EventWeights() {
  const { id = '' } = useParams();
  const { t } = useTranslation('matching');
  const event = useRead(readEvent, { params: { id } });
  const weights = useRead(readFitWeights, { params: { id } }, { refetchOnWindowFocus: false });
  return (
    <Page
      title={t('weightsTitle')}
      subtitle={event.data?.title}
      actions={<LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>}
    >
      <QueryState result={weights}>
        {(data) => <Weights key={data.version} event={id} saved={data} />}
      </QueryState>
    </Page>
  );
}

function Weights({ event, saved }: { event: string; saved: ResponseOf<typeof readFitWeights> }) {
  const { t } = useTranslation('matching');
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const save = useChange(saveFitWeights);
  const [weights, setWeights] = useState<FitWeights>(saved.weights);
  const changed = fitAspects.some((aspect) => weights[aspect] !== saved.weights[aspect]);
  const send = () =>
    save.mutate(
      { params: { id: event }, body: { version: saved.version, weights } },
      { onSuccess: () => void message.success(t('weightsSaved')), onError: refuse },
    );
  return (
    <div className={styles.body}>
      <Panel hint={t('weightsText')} title={t('weightsTitle')} testid="weights">
        {fitAspects.map((aspect) => (
          <div key={aspect} className={styles.row} data-testid={`weight-${aspect}`}>
            <span id={`weight-${aspect}`}>{t(`weight.${aspect}`)}</span>
            <Slider
              min={0}
              max={2}
              step={0.25}
              value={weights[aspect]}
              onChange={(value) => setWeights({ ...weights, [aspect]: value })}
              marks={{ 0: t('weightMark.none'), 1: t('weightMark.usual'), 2: t('weightMark.double') }}
              ariaLabelledByForHandle={`weight-${aspect}`}
            />
          </div>
        ))}
        <div className={styles.actions}>
          <Button onClick={() => setWeights(usual)} data-testid="reset-weights">
            {t('resetWeights')}
          </Button>
          <Button
            type="primary"
            disabled={!changed}
            loading={save.isPending}
            onClick={send}
            data-testid="save-weights"
          >
            {t('saveWeights')}
          </Button>
        </div>
      </Panel>
      <Preview event={event} weights={weights} />
    </div>
  );
}

function Preview({ event, weights }: { event: string; weights: FitWeights }) {
  const { t } = useTranslation('matching');
  const [rested, setRested] = useState(weights);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(weights), pause);
    return () => window.clearTimeout(timer);
  }, [weights]);
  const preview = useRead(
    previewFitWeights,
    { params: { id: event }, body: { weights: rested } },
    { placeholderData: keepPreviousData },
  );
  return (
    <Panel title={t('preview')} testid="weights-preview">
      <QueryState result={preview}>
        {(data) => (
          <div aria-live="polite">
            <p className={styles.counts}>
              {data.changed === 0 ? t('previewSame') : t('previewCounts', { ...data })}
            </p>
            {data.examples.map(({ organisation, before, after }) => (
              <section key={organisation} className={styles.example}>
                <h3>{organisation}</h3>
                {(['before', 'after'] as const).map((name) => (
                  <div key={name}>
                    <h4>{t(name)}</h4>
                    <ol>
                      {(name === 'before' ? before : after).map((other) => (
                        <li key={other}>{other}</li>
                      ))}
                    </ol>
                  </div>
                ))}
              </section>
            ))}
          </div>
        )}
      </QueryState>
    </Panel>
  );
}
