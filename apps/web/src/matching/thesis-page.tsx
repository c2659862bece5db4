import { keepPreviousData } from '@tanstack/react-query';
import {
  fields,
  industries,
  listThesisMatches,
  maturityStages,
  rateThesisMatch,
  readThesis,
  saveThesis,
  thesisContent,
  type ResponseOf,
} from '#contracts';
import { App, Button, Form, Input, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useChange, useRead } from '../api';
import { ChipChoice } from '../catalogue/chip-choice';
import { WanInput } from '../catalogue/wan-input';
import { showFieldProblems } from '../layout/field-problems';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { MatchList, pageSize } from './match-list';
import styles from './thesis-page.module.css';
import { useModelName } from './use-model-name';

const POLL = 700;
type Thesis = ResponseOf<typeof readThesis>;

/** What a fund looks for, and the technologies that suit it. */
export function ThesisPage() {
  return (
    <Gate allow={(me) => me.isInvestor}>
      <OwnThesis />
    </Gate>
  );
}

function OwnThesis() {
  const { t } = useTranslation('matching');
  const thesis = useRead(readThesis, {}, { refetchOnWindowFocus: false });
  /** Lists made before this are those of the thesis before. */
  const [since, setSince] = useState(0);
  return (
    <Page title={t('thesisTitle')} subtitle={t('thesisSubtitle')}>
      <QueryState result={thesis}>
        {(data) => (
          <div className={styles.body}>
            <ThesisForm thesis={data} onSaved={() => setSince(Date.now())} />
            <Matches said={data.version > 0} since={since} />
          </div>
        )}
      </QueryState>
    </Page>
  );
}

function ThesisForm({ thesis, onSaved }: { thesis: Thesis; onSaved: () => void }) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  const { message } = App.useApp();
  const [form] = Form.useForm<Thesis['content']>();
  const save = useChange(saveThesis);
  const send = (values: Thesis['content']) =>
    save.mutate(
      {
        body: {
          version: thesis.version,
          content: { ...values, text: values.text?.trim() ? values.text : undefined },
        },
      },
      {
        onSuccess: () => {
          onSaved();
          void message.success(t('thesisSaved'));
        },
        onError: (error) => {
          showFieldProblems(form, error);
          void message.error(error.message);
        },
      },
    );
  return (
    <Panel title={t('thesisForm')} testid="thesis">
      <Form
        form={form}
        layout="vertical"
        initialValues={thesis.content}
        onFinish={send}
        disabled={save.isPending}
      >
        <Form.Item name="fields" label={t('thesisFields')}>
          <ChipChoice label={t('thesisFields')} terms={fields} testid="thesis-fields" />
        </Form.Item>
        <Form.Item name="stages" label={t('thesisStages')}>
          <ChipChoice label={t('thesisStages')} terms={maturityStages} testid="thesis-stages" />
        </Form.Item>
        <Form.Item name="keywords" label={t('thesisKeywords')} extra={t('thesisKeywordsHint')}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={20} data-testid="thesis-keywords" />
        </Form.Item>
        <Form.Item name="industries" label={t('thesisIndustries')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={industries.map((term) => ({ value: term.code, label: term[locale] }))}
            data-testid="thesis-industries"
          />
        </Form.Item>
        <div className={styles.ticket}>
          <Form.Item name="ticketMin" label={t('ticketMin')}>
            <WanInput data-testid="ticket-min" />
          </Form.Item>
          <Form.Item
            name="ticketMax"
            label={t('ticketMax')}
            dependencies={['ticketMin']}
            rules={[
              {
                validator: () =>
                  thesisContent.safeParse(form.getFieldsValue(true)).success
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('ticketWrong'))),
              },
            ]}
          >
            <WanInput data-testid="ticket-max" />
          </Form.Item>
        </div>
        <Form.Item name="text" label={t('thesisText')}>
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} data-testid="thesis-text" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={save.isPending} data-testid="save-thesis">
          {t('saveThesis')}
        </Button>
      </Form>
    </Panel>
  );
}

function Matches({ said, since }: { said: boolean; since: number }) {
  const { t } = useTranslation('matching');
  const [skip, setSkip] = useState(0);
  const isOld = (computedAt: string | null) => computedAt === null || Date.parse(computedAt) < since;
  const matches = useRead(
    listThesisMatches,
    { query: { top: pageSize, skip } },
    {
      enabled: said,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data && isOld(state.data.computedAt) ? POLL : false),
    },
  );
  const { computedAt = null, modelVersion = null } = matches.data ?? {};
  const nameOf = useModelName();
  return (
    <Panel
      title={t('thesisList')}
      hint={
        computedAt
          ? t('listHint', { at: formatDateTime(computedAt), version: nameOf(modelVersion) })
          : undefined
      }
      testid="thesis-matches"
    >
      {!said ? (
        <p className={styles.idle}>{t('thesisFirst')}</p>
      ) : (
        <QueryState result={matches}>
          {(data) =>
            isOld(data.computedAt) ? (
              <p role="status" className={styles.idle}>
                <Spin size="small" /> {t('working')}
              </p>
            ) : data.total === 0 ? (
              <p className={styles.idle}>{t('noMatches')}</p>
            ) : (
              <MatchList
                key={`${skip} ${data.computedAt}`}
                cards={data.matches}
                total={data.total}
                skip={skip}
                onSkip={setSkip}
                asBroker={false}
                send={(id, { wish, declineReason }) =>
                  call(rateThesisMatch, {
                    params: { id },
                    body: { level: wish, reason: declineReason ?? undefined },
                  })
                }
              />
            )
          }
        </QueryState>
      )}
    </Panel>
  );
}
