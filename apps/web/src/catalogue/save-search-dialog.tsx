import { saveSearch, type RequestOf, type SavedSearch } from '#contracts';
import type { UseMutationResult } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Switch, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useChange, type ApiError } from '../api';
import { freshKey } from '../fresh-key';
import { ProblemAlert } from '../layout/problem-alert';
import { SignInNotice } from '../layout/sign-in-notice';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import { nameLimit, searchName } from './search-name';
import type { CatalogueUrl } from './use-catalogue-url';

interface SaveSearchDialogProps {
  open: boolean;
  onClose: () => void;
  url: CatalogueUrl;
  organisationName?: string;
}

/** Names the search and asks whether its new hits are told by mail; visitors are asked to sign in. */
export function SaveSearchDialog({ open, onClose, ...search }: SaveSearchDialogProps) {
  const { t } = useTranslation('catalogue');
  const { signedIn } = useMe();
  const [form] = Form.useForm<Answers>();
  const save = useChange(saveSearch);
  return (
    <Modal
      open={open}
      title={t('saveSearch')}
      onCancel={onClose}
      onOk={form.submit}
      okText={t('saveNow')}
      okButtonProps={{ loading: save.isPending, 'data-testid': 'confirm-save-search' }}
      footer={signedIn ? undefined : null}
      destroyOnHidden
    >
      {signedIn ? <SaveForm form={form} save={save} onClose={onClose} {...search} /> : <SignInNotice />}
    </Modal>
  );
}

interface Answers {
  name: string;
  mail: boolean;
}
interface SaveFormProps extends Omit<SaveSearchDialogProps, 'open'> {
  form: FormInstance<Answers>;
  save: UseMutationResult<SavedSearch, ApiError, RequestOf<typeof saveSearch> & { idempotencyKey?: string }>;
}

function SaveForm({ form, save, onClose, url, organisationName }: SaveFormProps) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const { message } = App.useApp();
  // A repeat after a lost answer must not save it twice.
  const [idempotencyKey] = useState(freshKey);
  const navigate = useNavigate();
  // Messages stand outside the router: a link of its kind does not work there.
  const saved = (
    <>
      {t('searchSaved')}
      <Button type="link" onClick={() => void navigate('/my/searches')}>
        {t('toMySearches')}
      </Button>
    </>
  );
  function keep({ name, mail }: Answers) {
    const body = { name: name.trim(), kind: url.kind, query: url.toSave(), mail };
    save.mutate(
      { body, idempotencyKey },
      {
        onSuccess: () => {
          onClose();
          void message.success(saved);
        },
      },
    );
  }
  const name = searchName(url, { locale, organisationName, everything: t(`everything.${url.kind}`) });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name, mail: true }}
      onFinish={keep}
      preserve={false}
    >
      <ProblemAlert error={save.error} />
      <p>{t('saveSearchHint')}</p>
      <Form.Item
        name="name"
        label={t('searchName')}
        rules={[{ required: true, whitespace: true, message: t('searchNameMissing') }]}
      >
        <Input maxLength={nameLimit} autoFocus data-testid="search-name" />
      </Form.Item>
      <Form.Item name="mail" label={t('searchMail')} layout="horizontal" colon={false}>
        <Switch data-testid="search-mail" />
      </Form.Item>
    </Form>
  );
}
