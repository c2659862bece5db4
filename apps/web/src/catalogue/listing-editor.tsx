import { missingFields, readListing, submitListing, type ListingDetail } from '#contracts';
import { App, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call, useChange } from '../api';
import { showFieldProblems } from '../layout/field-problems';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { useLocale } from '../layout/use-locale';
import { NeedDiagnosis } from '../matching/need-diagnosis';
import { EditorNotices } from './editor-notices';
import { contentProblems, filledContent } from './filled-content';
import styles from './listing-editor.module.css';
import { readLocalDraft } from './local-draft';
import { NeedOptional, NeedRequired } from './need-fields';
import { ReviewGuide } from './review-guide';
import { StateTag } from './state-tag';
import { SubmitBar } from './submit-bar';
import { TechnologyOptional, TechnologyRequired } from './technology-fields';
import { useAutosave, type DraftValues } from './use-autosave';
import type { ListingKind } from './use-catalogue-url';

interface ListingEditorProps {
  kind: ListingKind;
  /** Null for a listing that was not saved yet. */
  detail: ListingDetail | null;
  onCreated?: (id: string) => void;
  /** Throws the form away and reads the server's state again. */
  onReload: () => void;
}

/** The one page on which a technology or a need is written: six fields first, the rest folded, saved as one types. */
export function ListingEditor({ kind, detail, onCreated, onReload }: ListingEditorProps) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [listing, setListing] = useState(detail);
  const submit = useChange(submitListing);
  const place = detail?.id ?? `new.${kind}`;
  const [local, setLocal] = useState(() => readLocalDraft(place));
  const locked = listing !== null && (!listing.canEdit || listing.state === 'submitted');

  function read(): DraftValues {
    const values = form.getFieldsValue(true) as { content?: Record<string, unknown>; disclosure?: string };
    return { content: filledContent(values.content ?? {}), disclosure: values.disclosure ?? 'public' };
  }
  const autosave = useAutosave({
    kind,
    detail,
    read: () => {
      const values = read();
      const problems = contentProblems(kind, values.content, locale);
      form.setFields(
        problems.map(({ path, message: text }) => ({ name: ['content', ...path], errors: [text] })),
      );
      return problems.length > 0 ? null : values;
    },
    onSaved: (saved) => {
      setListing(saved);
      if (!listing && onCreated) {
        onCreated(saved.id);
        void navigate(`/my/listings/${saved.id}`, { replace: true, preventScrollReset: true });
      }
    },
    onRefused: (error) => {
      showFieldProblems(form, error);
      if (error.code !== 'stale_version') message.error(error.message);
    },
  });

  /** What was marked wrong and has been touched is no longer marked. */
  function clearMarks(names: string[]) {
    const touched = form
      .getFieldsError()
      .filter(
        ({ name, errors }) => errors.length > 0 && name[0] === 'content' && names.includes(String(name[1])),
      );
    form.setFields(touched.map(({ name }) => ({ name, errors: [] })));
  }
  function onValuesChange(change?: { content?: Record<string, unknown> }) {
    clearMarks(Object.keys(change?.content ?? {}));
    setLocal(null);
    autosave.changed(read());
  }
  function takeLocal() {
    if (!local) return;
    form.setFieldsValue({ content: local.content, disclosure: local.disclosure });
    onValuesChange();
  }
  async function overwrite() {
    const current = autosave.current();
    if (!current) return;
    autosave.rebase(await call(readListing, { params: { id: current.id } }));
    await autosave.flush();
  }
  async function onSubmit() {
    const missing = missingFields(kind, read().content);
    if (missing.length > 0) {
      form.setFields(missing.map((name) => ({ name: ['content', name], errors: [t('fillThis')] })));
      form.scrollToField(['content', missing[0]!], { focus: true, block: 'center' });
      return;
    }
    if (!(await autosave.flush())) return;
    const { id, version } = autosave.current()!;
    submit.mutate(
      { params: { id }, body: { version } },
      {
        onSuccess: (submitted) => {
          autosave.rebase(submitted);
          setListing(submitted);
          message.success(t('submitted'));
          window.scrollTo({ top: 0 });
        },
        onError: (error) => {
          showFieldProblems(form, error);
          message.error(error.message);
        },
      },
    );
  }

  return (
    <Page
      title={
        <>
          {t(`${listing ? 'editTitle' : 'new'}.${kind}`)} {listing && <StateTag state={listing.state} />}
        </>
      }
      subtitle={t(`editSubtitle.${kind}`)}
    >
      <EditorNotices
        listing={listing}
        saveState={autosave.state}
        hasLocal={local !== null && !locked}
        localIsOlder={local !== null && local.version !== (detail?.version ?? 0)}
        onTakeLocal={takeLocal}
        onDropLocal={() => {
          autosave.dropLocal();
          setLocal(null);
        }}
        onReload={() => {
          autosave.dropLocal();
          onReload();
        }}
        onOverwrite={() => void overwrite()}
      />
      <Form
        form={form}
        layout="vertical"
        disabled={locked || submit.isPending}
        className={styles.body}
        initialValues={{ content: detail?.content ?? {}, disclosure: detail?.disclosure ?? 'public' }}
        onValuesChange={onValuesChange}
        data-testid="listing-form"
      >
        <div className={styles.main}>
          <Panel title={t('requiredPart')} hint={t('requiredHint')}>
            {kind === 'technology' ? <TechnologyRequired /> : <NeedRequired />}
          </Panel>
          {kind === 'technology' ? <TechnologyOptional /> : <NeedOptional />}
        </div>
        <aside className={styles.side}>
          {kind === 'need' && !locked && <NeedDiagnosis id={listing?.id ?? null} />}
          <ReviewGuide kind={kind} listing={listing} />
          {!locked && (
            <SubmitBar
              listing={listing}
              saveState={autosave.state}
              busy={submit.isPending}
              onSubmit={() => void onSubmit()}
            />
          )}
        </aside>
      </Form>
    </Page>
  );
}
