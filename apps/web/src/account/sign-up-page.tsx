import { districts, organisationKinds, signUp, termLabel, type Me, type RequestOf } from '#contracts';
import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useChange } from '../api';
import { showFieldProblems } from '../layout/field-problems';
import { ProblemAlert } from '../layout/problem-alert';
import { useLocale } from '../layout/use-locale';
import { inBrackets } from '../layout/words';
import { AccountFrame } from './account-frame';
import styles from './account-frame.module.css';
import { KindChoice } from './kind-choice';
import { PersonFields } from './person-fields';
import { useEnter } from './use-enter';
import { UsccField } from './uscc-field';

type SignUpForm = RequestOf<typeof signUp>['body'];
const kinds = ['institute', 'enterprise', 'investor'] as const;

export function SignUpPage() {
  const { t } = useTranslation('account');
  const locale = useLocale();
  const [form] = Form.useForm<SignUpForm>();
  const navigate = useNavigate();
  const enter = useEnter();
  const { message } = App.useApp();
  const change = useChange(signUp);

  async function welcome(me: Me) {
    await enter(me);
    message.success(t('signedUp'));
    await navigate('/account', { replace: true });
  }
  function onFinish(body: SignUpForm) {
    change.mutate(
      { body },
      {
        onSuccess: (me) => void welcome(me),
        onError: (error) => showFieldProblems(form, error),
      },
    );
  }
  return (
    <AccountFrame wide title={t('signUpTitle')} subtitle={t('signUpSubtitle')}>
      <ProblemAlert error={change.error} />
      <Form<SignUpForm>
        form={form}
        layout="vertical"
        initialValues={{ organisation: { kind: 'enterprise' } }}
        onFinish={onFinish}
        data-testid="sign-up-form"
      >
        <h2 className={styles.part}>{t('organisationPart')}</h2>
        <Form.Item name={['organisation', 'kind']} label={t('kind')}>
          <KindChoice
            label={t('kind')}
            choices={kinds.map((kind) => ({
              value: kind,
              label: termLabel(organisationKinds, kind, locale),
              hint: t(`kindHint.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name={['organisation', 'name']}
          label={t('organisationName')}
          extra={t('organisationNameHint')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('organisationNameNeeded') }]}
        >
          <Input maxLength={120} autoComplete="organization" data-testid="organisation-name" />
        </Form.Item>
        <div className={styles.two}>
          <UsccField name={['organisation', 'uscc']} />
          <Form.Item
            name={['organisation', 'district']}
            label={t('district')}
            rules={[{ required: true, message: t('districtNeeded') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              data-testid="district"
              options={districts.map((term) => ({ value: term.code, label: term[locale] }))}
            />
          </Form.Item>
        </div>
        <Form.Item
          name={['organisation', 'intro']}
          label={t('intro') + inBrackets(t('optional'), locale)}
          extra={t('introHint')}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            data-testid="organisation-intro"
          />
        </Form.Item>
        <h2 className={styles.part}>{t('personPart')}</h2>
        <PersonFields under="person" withTitle />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={change.isPending}
          data-testid="sign-up"
        >
          {t('submitSignUp')}
        </Button>
      </Form>
      <p className={styles.foot}>
        {t('afterSignUp')}
        <br />
        {t('hasAccount')} <Link to="/sign-in">{t('signIn')}</Link>
      </p>
    </AccountFrame>
  );
}
