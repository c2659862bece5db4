import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import { theme } from '../theme';
import { useLocale } from './use-locale';

/** Theme, language of the controls, and the place for messages and dialogs. */
export function ThemeFrame({ children }: { children: ReactNode }) {
  const locale = useLocale();
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  return (
    <ConfigProvider
      locale={locale === 'en' ? enUS : zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: { focus: true, block: 'center' } }}
    >
      <App component={false} message={{ maxCount: 2, top: 72 }}>
        {children}
      </App>
    </ConfigProvider>
  );
}

/** Every page that is made of antd's controls. */
export function ThemedPages() {
  return (
    <ThemeFrame>
      <Outlet />
    </ThemeFrame>
  );
}
