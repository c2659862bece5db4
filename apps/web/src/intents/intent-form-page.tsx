import { FileDoneOutlined, SendOutlined } from '@ant-design/icons';
import { expressIntent, intentKinds, termLabel, type IntentCard } from '#contracts';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { centsOfWan } from '../layout/money';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import { amountBands, kindsFor } from './intent-choices';
import styles from './intent-form-page.module.css';
import { MatterPair } from './matter-pair';
import { useMatter } from './use-matter';
import { useOnceKey } from './use-once-key';

/** At the table: choose how, send. Everything else is optional. */
export function IntentFormPage() {
  return (
    <Gate allow={(me) => me.isParticipant}>
      <IntentForm />
    </Gate>
  );
}

type Kind = IntentCard['kind'];

function IntentForm() {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const me = useMe();
  const { message } = App.useApp();
  const { sentenceOf } = useRefusal();
  const navigate = useNavigate();
  const matter = useMatter();
  const express = useChange(expressIntent);
  const keyOf = useOnceKey();
  const [kind, setKind] = useState<Kind | null>(null);
  const [allKinds, setAllKinds] = useState(false);
  const [band, setBand] = useState<number | null>(null);
  const [step, setStep] = useState<string | null>(null);
  const [words, setWords] = useState('');

  if (!matter.request && !matter.pending) {
    return (
      <Page width="narrow">
        <Notice title={t('noMatterTitle')} action={<LinkButton to="/events">{t('toEvents')}</LinkButton>}>
          {t('noMatterText')}
        </Notice>
      </Page>
    );
  }
  if (matter.intentId && !express.isPending && !express.isSuccess) {
    return (
      <Page width="narrow" title={t('newIntent')}>
        <Notice
          icon={<FileDoneOutlined />}
          title={t('already')}
          testid="already-recorded"
          action={
            <LinkButton type="primary" to={`/intents/${matter.intentId}`}>
              {t('openIntent')}
            </LinkButton>
          }
        >
          {matter.name && t('withWhom', { name: matter.name })}
        </Notice>
      </Page>
    );
  }
  const { first, more } = kindsFor(me.organisation?.kind, matter.kind);
  const chosenBand = band === null ? null : amountBands[band];
  const wan = (amount: number | undefined) => (amount === undefined ? undefined : centsOfWan(amount));
  const send = () => {
    if (!kind || !matter.request) return;
    const body = {
      ...matter.request,
      kind,
      content: words.trim() || undefined,
      nextStep: step ?? undefined,
      intendedMin: wan(chosenBand?.min),
      intendedMax: wan(chosenBand?.max),
    };
    express.mutateAsync({ body, idempotencyKey: keyOf(body) }).then(
      ({ id }) => {
        void message.success(t('sent'));
        return navigate(`/intents/${id}`, { replace: true });
      },
      () => undefined, // The alert above the button says why.
    );
  };
  const steps = t('steps', { returnObjects: true }) as string[];
  return (
    <Page width="narrow" title={t('newIntent')}>
      <MatterPair matter={matter} />
      <fieldset className={styles.set}>
        <legend>{t('chooseKind')}</legend>
        <div className={styles.kinds}>
          {(allKinds ? [...first, ...more] : first).map((code) => (
            <button
              key={code}
              type="button"
              aria-pressed={kind === code}
              onClick={() => setKind(code)}
              data-testid={`intent-kind-${code}`}
            >
              {kind === code && <span aria-hidden>✓ </span>}
              {termLabel(intentKinds, code, locale)}
            </button>
          ))}
          {!allKinds && (
            <button type="button" className={styles.more} onClick={() => setAllKinds(true)}>
              {t('moreKinds')}
            </button>
          )}
        </div>
      </fieldset>
      <fieldset className={styles.set}>
        <legend>
          {t('amountBand')} <span>{t('optional')}</span>
        </legend>
        <div className={styles.chips}>
          {amountBands.map((one, i) => (
            <button
              key={i}
              type="button"
              aria-pressed={band === i}
              onClick={() => setBand(band === i ? null : i)}
              data-testid={`intent-band-${i}`}
            >
              {band === i && <span aria-hidden>✓ </span>}
              {t(
                one.min === undefined ? 'bandUnder' : one.max === undefined ? 'bandOver' : 'bandBetween',
                one,
              )}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.set}>
        <legend>
          {t('nextStep')} <span>{t('optional')}</span>
        </legend>
        <div className={styles.chips}>
          {steps.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={step === one}
              onClick={() => setStep(step === one ? null : one)}
            >
              {step === one && <span aria-hidden>✓ </span>}
              {one}
            </button>
          ))}
        </div>
      </fieldset>
      <label className={styles.words}>
        <span>
          {t('words')} <i>{t('optional')}</i>
        </span>
        <Input.TextArea
          value={words}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t('wordsHint')}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <div className={styles.send}>
        {express.error && <Alert type="error" showIcon title={sentenceOf(express.error)} />}
        <Button
          type="primary"
          block
          icon={<SendOutlined />}
          disabled={!kind || !matter.request}
          loading={express.isPending}
          onClick={send}
          data-testid="intent-send"
        >
          {t(kind ? 'send' : 'chooseFirst')}
        </Button>
        <p>{t('sendHint')}</p>
      </div>
    </Page>
  );
}
