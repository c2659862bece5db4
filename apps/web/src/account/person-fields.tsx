import { login, password } from '#contracts';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './account-frame.module.css';
import { useLocale } from '../layout/use-locale';
import { inBrackets } from '../layout/words';

/** Name, account and password of a new person; `under` is where they stand in the form's values. */
export function PersonFields({ under, withTitle = false }: { under?: string; withTitle?: boolean }) {
  const { t } = useTranslation('account');
  const locale = useLocale();
  const place = (name: string) => (under ? [under, name] : [name]);
  const checked = (schema: typeof login, sentence: string) => ({
    validator: (_: unknown, value: string) =>
      schema.safeParse(value ?? '').success ? Promise.resolve() : Promise.reject(new Error(sentence)),
  });
  return (
    <div className={withTitle ? styles.two : undefined}>
      <Form.Item
        name={place('name')}
        label={t('personName')}
        rules={[{ required: true, whitespace: true, message: t('personNameNeeded') }]}
      >
        <Input autoComplete="name" maxLength={60} data-testid="person-name" />
      </Form.Item>
      {withTitle && (
        <Form.Item name={place('title')} label={t('personTitle') + inBrackets(t('optional'), locale)}>
          <Input autoComplete="organization-title" maxLength={60} data-testid="person-title" />
        </Form.Item>
      )}
      <Form.Item
        name={place('login')}
        label={t('login')}
        validateTrigger="onBlur"
        required
        rules={[checked(login, t('loginBad'))]}
      >
        <Input autoComplete="username" inputMode="email" maxLength={120} data-testid="person-login" />
      </Form.Item>
      <Form.Item
        name={place('password')}
        label={t('password')}
        extra={t('passwordRule')}
        validateTrigger="onBlur"
        required
        rules={[checked(password, t('passwordWeak'))]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} data-testid="person-password" />
      </Form.Item>
    </div>
  );
}
