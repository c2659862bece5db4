import { readLink, redeemLink, type Me, type RequestOf } from '#contracts';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useChange, useRead } from '../api';
import { showFieldProblems } from '../layout/field-problems';
import { ProblemAlert } from '../layout/problem-alert';
import { QueryState } from '../layout/query-state';
import { Page } from '../layout/page';
import { AccountFrame } from './account-frame';
import { PersonFields } from './person-fields';
import { useEnter } from './use-enter';

type LinkForm = RequestOf<typeof redeemLink>['body'];

/** The page behind a one-time link: the first administrator or an invited member. */
export function LinkPage() {
  const { t } = useTranslation('account');
  const { token = '' } = useParams();
  const [form] = Form.useForm<LinkForm>();
  const navigate = useNavigate();
  const enter = useEnter();
  const change = useChange(redeemLink);
  // A link that is being spent is not asked for again.
  const link = useRead(
    readLink,
    { params: { token } },
    { retry: false, staleTime: Infinity, enabled: change.isIdle || change.isError },
  );

  async function welcome(me: Me) {
    await navigate('/account', { replace: true });
    await enter(me);
  }
  function onFinish(body: LinkForm) {
    change.mutate(
      { params: { token }, body },
      {
        onSuccess: (me) => void welcome(me),
        onError: (error) => showFieldProblems(form, error),
      },
    );
  }
  if (!link.data) {
    return (
      <Page width="narrow">
        <QueryState result={link}>{() => null}</QueryState>
      </Page>
    );
  }
  const first = link.data.purpose === 'first_administrator';
  return (
    <AccountFrame
      title={first ? t('linkFirst') : t('linkInvite', { organisation: link.data.organisation ?? '' })}
      subtitle={t(first ? 'linkFirstText' : 'linkInviteText')}
    >
      <ProblemAlert error={change.error} />
      <Form<LinkForm> form={form} layout="vertical" size="large" onFinish={onFinish} data-testid="link-form">
        <PersonFields />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={change.isPending}
          data-testid="create-account"
        >
          {t('createAccount')}
        </Button>
      </Form>
    </AccountFrame>
  );
}
