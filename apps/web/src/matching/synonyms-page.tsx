import {
  DeleteOutlined,
  DownloadOutlined,
  EditOutlined,
  PlusOutlined,
  UndoOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { readSynonyms, saveSynonyms, synonymKey, type ResponseOf } from '#contracts';
import { App, Button, Input, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { downloadCsv } from '../events/csv-file';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import { SynonymEditor } from './synonym-editor';
import { joined, setsOf } from './synonym-sets';
import styles from './synonyms-page.module.css';

/** So many sets are drawn; the others are found by the search. */
const SHOWN = 100;

/** The bureau's table of different names of one thing: find, add, change, delete, take back, file in and out. */
export function SynonymsPage() {
  return (
    <Gate allow={(me) => me.isBureau}>
      <Synonyms />
    </Gate>
  );
}

function Synonyms() {
  const { t } = useTranslation('synonyms');
  const table = useRead(readSynonyms, {}, { refetchOnWindowFocus: false });
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={<LinkButton to="/matching">{t('back')}</LinkButton>}
    >
      <QueryState result={table}>{(data) => <Table {...data} />}</QueryState>
    </Page>
  );
}

function Table({ sets, version }: ResponseOf<typeof readSynonyms>) {
  const { t } = useTranslation('synonyms');
  const locale = useLocale();
  const { message } = App.useApp();
  const { refuse } = useRefusal();
  const save = useChange(saveSynonyms);
  const file = useRef<HTMLInputElement>(null);
  const [q, setQ] = useState('');
  /** The set in work: its place, the number of sets for a new one, or null. */
  const [open, setOpen] = useState<number | null>(null);
  /** Tables of before, the newest last. */
  const [done, setDone] = useState<string[][][]>([]);
  const put = (next: string[][], said: string, before: string[][][] = [...done, sets]) =>
    save.mutate(
      { body: { version, sets: next } },
      {
        onSuccess: () => {
          setDone(before);
          setOpen(null);
          void message.success(said);
        },
        onError: refuse,
      },
    );
  const undo = () => {
    const last = done.at(-1);
    if (last) put(last, t('undone'), done.slice(0, -1));
  };
  const read = async (chosen: File | undefined) => {
    const added = chosen ? setsOf(await chosen.text()) : [];
    if (added.length > 0) put(joined(sets, added), t('imported', { count: added.length }));
    else if (chosen) void message.warning(t('nothingInFile'));
  };
  const wanted = synonymKey(q);
  const hits = sets.flatMap((terms, at) =>
    !wanted || terms.some((term) => synonymKey(term).includes(wanted)) ? [{ terms, at }] : [],
  );
  const editorAt = (at: number, terms: string[]) => (
    <SynonymEditor
      terms={terms}
      others={sets.filter((_, i) => i !== at)}
      saving={save.isPending}
      onCancel={() => setOpen(null)}
      onSave={(next) =>
        put(
          at === sets.length ? [next, ...sets] : sets.map((set, i) => (i === at ? next : set)),
          t('saved', { terms: inRow(next, locale) }),
        )
      }
    />
  );
  return (
    <Panel testid="synonyms">
      <div className={styles.bar}>
        <Input.Search
          allowClear
          className={styles.search}
          value={q}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setQ(event.target.value)}
          data-testid="find-synonym"
        />
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => setOpen(sets.length)}
          data-testid="add-synonyms"
        >
          {t('add')}
        </Button>
        <Button
          icon={<UndoOutlined />}
          disabled={done.length === 0 || save.isPending}
          onClick={undo}
          data-testid="undo-synonyms"
        >
          {t('undo')}
        </Button>
        <span className={styles.count} role="status">
          {t(wanted ? 'found' : 'count', { count: hits.length })}
        </span>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.txt,text/csv,text/plain"
          data-testid="synonym-file"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>
          {t('importFile')}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          disabled={sets.length === 0}
          onClick={() => downloadCsv(t('file'), sets)}
        >
          {t('exportFile')}
        </Button>
      </div>
      {open === sets.length && editorAt(sets.length, [])}
      {hits.length === 0 && open === null && (
        <div className={styles.empty} data-testid="no-synonyms">
          <b>{wanted ? t('notFound', { q }) : t('none')}</b>
          {!wanted && <p>{t('noneText')}</p>}
        </div>
      )}
      <ul className={styles.sets}>
        {hits.slice(0, SHOWN).map(({ terms, at }) => (
          <li key={terms.join('\n')} data-testid="synonym-set">
            {open === at ? (
              editorAt(at, terms)
            ) : (
              <>
                <div className={styles.tags}>
                  {terms.map((term) => (
                    <Tag key={term} variant="filled">
                      {term}
                    </Tag>
                  ))}
                </div>
                <div className={styles.actions}>
                  <Button
                    type="text"
                    icon={<EditOutlined />}
                    onClick={() => setOpen(at)}
                    data-testid="edit-synonyms"
                  >
                    {t('edit')}
                  </Button>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    disabled={save.isPending}
                    onClick={() =>
                      put(
                        sets.filter((_, i) => i !== at),
                        t('removed', { terms: inRow(terms, locale) }),
                      )
                    }
                    data-testid="remove-synonyms"
                  >
                    {t('remove')}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      {hits.length > SHOWN && <p className={styles.count}>{t('more', { count: hits.length - SHOWN })}</p>}
    </Panel>
  );
}
