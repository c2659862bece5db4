import { SearchOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import styles from './home-search.module.css';

/** One box, straight into the catalogue. */
export function HomeSearch() {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const [kind, setKind] = useState<'technology' | 'need'>('technology');
  const [text, setText] = useState('');
  const address = (q: string) => `/catalogue?${new URLSearchParams(q ? { kind, q } : { kind }).toString()}`;
  const tries = t(`tries.${kind}`, { returnObjects: true }) as string[];
  return (
    <div className={styles.search}>
      <Segmented
        value={kind}
        onChange={setKind}
        aria-label={t('searchKind')}
        options={[
          { value: 'technology', label: t('searchTechnologies') },
          { value: 'need', label: t('searchNeeds') },
        ]}
      />
      <form
        role="search"
        className={styles.box}
        onSubmit={(event) => {
          event.preventDefault();
          void navigate(address(text.trim()));
        }}
      >
        <SearchOutlined className={styles.icon} aria-hidden />
        <input
          type="search"
          enterKeyHint="search"
          className={styles.input}
          value={text}
          maxLength={2000}
          aria-label={t('search')}
          placeholder={t(`searchHint.${kind}`)}
          data-testid="home-search"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="primary" htmlType="submit" size="large" data-testid="home-search-go">
          {t('search')}
        </Button>
      </form>
      <div className={styles.tries}>
        {t('try')}
        {tries.map((word) => (
          <Link key={word} to={address(word)}>
            {word}
          </Link>
        ))}
      </div>
    </div>
  );
}
