import type { ThemeConfig } from 'antd';

/** Ground (1) and words (7) of tags, with a contrast of 4.5 at least; antd reads some under either spelling. */
const tagColors = Object.fromEntries(
  [
    ['green', '#e6f5ec', '#0b6b3a'],
    ['orange', '#fff1e0', '#8f4700'],
    ['gold', '#fff5d6', '#7a5200'],
    ['blue', '#eaf1ff', '#0744b8'],
  ].flatMap(([name, ground, words]) => [
    [`${name}1`, ground],
    [`${name}-1`, ground],
    [`${name}7`, words],
    [`${name}-7`, words],
  ]),
) as ThemeConfig['token'];

/** The calm, wide look of the house on top of antd; the CSS variables of layout/base.css say the same in CSS. */
export const theme: ThemeConfig = {
  // One set of variables, however many frames stand on a page.
  cssVar: { key: 'chanyanhui' },
  token: {
    colorPrimary: '#0b5fff',
    colorInfo: '#0b5fff',
    ...tagColors,
    colorSuccess: '#0f8a4c',
    colorWarning: '#b76a00',
    colorWarningBg: '#fff7e8',
    colorWarningBorder: '#f0cf9b',
    colorError: '#cf2e2e',
    colorLink: '#0b5fff',
    colorTextBase: '#14213a',
    colorText: '#14213a',
    colorTextSecondary: '#4b5870',
    colorTextTertiary: '#5d6980',
    colorTextDescription: '#5d6980',
    colorTextPlaceholder: '#68748a',
    colorBorder: '#cfd6e2',
    colorBorderSecondary: '#e4e9f1',
    colorBgLayout: '#f5f7fb',
    fontFamily: 'var(--font)',
    fontSize: 15,
    fontSizeSM: 13,
    lineHeight: 1.6,
    borderRadius: 10,
    borderRadiusLG: 14,
    borderRadiusSM: 6,
    controlHeight: 40,
    controlHeightLG: 48,
    controlHeightSM: 32,
    boxShadow: '0 8px 28px rgba(20, 33, 58, 0.12)',
    boxShadowSecondary: '0 8px 28px rgba(20, 33, 58, 0.12)',
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Card: { headerFontSize: 17 },
    Form: { itemMarginBottom: 24, verticalLabelPadding: '0 0 6px' },
    Segmented: { trackBg: '#e3e9f3', trackPadding: 3 },
    Table: { headerBg: '#f5f7fb', headerSplitColor: 'transparent' },
    Tag: { defaultBg: '#eef2f8', defaultColor: '#33415a' },
    Tooltip: { colorBgSpotlight: '#14213a' },
  },
};
