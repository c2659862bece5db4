import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './reason-form.module.css';

interface ReasonFormProps {
  of: 'listing' | 'organisation';
  busy: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
}

/** Why something goes back: frequent reasons as chips, and what exactly to change. */
export function ReasonForm({ of, busy, onSend, onCancel }: ReasonFormProps) {
  const { t } = useTranslation('review');
  const [chosen, setChosen] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState(false);
  const chips = t(`reasons.${of}`, { returnObjects: true }) as string[];
  const reason = [...chosen, words.trim()].filter(Boolean).join('；');
  const listing = of === 'listing';

  function send() {
    setAsked(true);
    if (reason.length >= 2) onSend(reason);
  }
  return (
    <form
      className={styles.form}
      data-testid="reason-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <h2 className={styles.title}>{t(listing ? 'reasonTitle' : 'rejectTitle')}</h2>
      <p className={styles.hint}>{t('reasonHint')}</p>
      <div className={styles.chips}>
        {chips.map((chip, i) => (
          <button
            key={chip}
            type="button"
            className={styles.chip}
            aria-pressed={chosen.includes(chip)}
            data-testid={`reason-${i}`}
            onClick={() =>
              setChosen((before) =>
                before.includes(chip) ? before.filter((one) => one !== chip) : [...before, chip],
              )
            }
          >
            {chip}
          </button>
        ))}
      </div>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={400}
        value={words}
        aria-label={t('reasonLabel')}
        placeholder={t('reasonLabel')}
        status={asked && reason.length < 2 ? 'error' : undefined}
        data-testid="reason-text"
        onChange={(event) => setWords(event.target.value)}
      />
      {asked && reason.length < 2 && (
        <p role="alert" className={styles.problem}>
          {t('reasonNeeded')}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" danger htmlType="submit" loading={busy} data-testid="reason-send">
          {t(listing ? 'send' : 'sendReject')}
        </Button>
      </div>
    </form>
  );
}
