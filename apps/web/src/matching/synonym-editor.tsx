import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultOf } from './synonym-sets';
import styles from './synonyms-page.module.css';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';

interface SynonymEditorProps {
  /** The set as it stands; empty for a new one. */
  terms: string[];
  others: string[][];
  onSave: (terms: string[]) => void;
  onCancel: () => void;
  saving: boolean;
}

/** One set in work: terms as tags, and what is wrong with them once there are two or somebody tried to save. */
export function SynonymEditor({ terms: given, others, onSave, onCancel, saving }: SynonymEditorProps) {
  const { t } = useTranslation('synonyms');
  const locale = useLocale();
  const [terms, setTerms] = useState(given);
  const [tried, setTried] = useState(false);
  const fault = faultOf(terms, others);
  const shown = fault && (tried || fault.code !== 'fewer_than_two') ? fault : null;
  return (
    <div className={styles.editor} data-testid="synonym-editor">
      <Select
        mode="tags"
        open={false}
        autoFocus
        suffixIcon={null}
        className={styles.terms}
        value={terms}
        onChange={(next: string[]) => setTerms(next.map((term) => term.trim()).filter(Boolean))}
        tokenSeparators={[',', '，', '、', ';', '；', '\t', '\n']}
        placeholder={t('addHint')}
        aria-label={t('terms')}
        status={shown ? 'error' : undefined}
      />
      <Button
        type="primary"
        loading={saving}
        onClick={() => (fault ? setTried(true) : onSave(terms))}
        data-testid="save-synonyms"
      >
        {t('save')}
      </Button>
      <Button onClick={onCancel}>{t('cancel')}</Button>
      {shown && (
        <p role="alert" className={styles.fault} data-testid="synonym-fault">
          {t(`fault.${shown.code}`, {
            term: 'term' in shown ? shown.term : '',
            set: 'set' in shown ? inRow(shown.set, locale) : '',
          })}
        </p>
      )}
    </div>
  );
}
