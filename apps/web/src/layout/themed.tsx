import { lazy, type ComponentType } from 'react';
import { allTexts } from '../i18n';

/** A part of the frame or of the first page that is made of antd's controls: comes with them when it is first shown. */
export function themed<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [Part, { ThemeFrame }] = await Promise.all([load(), import('./theme-frame'), allTexts()]);
    return {
      default: (props: Props) => (
        <ThemeFrame>
          <Part {...props} />
        </ThemeFrame>
      ),
    };
  });
}
