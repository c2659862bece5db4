import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  title?: ReactNode;
  subtitle?: ReactNode;
  /** Buttons at the right of the title; below it on phones. */
  actions?: ReactNode;
  /** `narrow` for forms and reading, `wide` for tables and grids. */
  width?: 'narrow' | 'normal' | 'wide';
  children: ReactNode;
}

/** The body of every page: one heading, its actions and the content below. */
export function Page({ title, subtitle, actions, width = 'normal', children }: PageProps) {
  return (
    <div className={`${styles.page} ${styles[width]}`}>
      {title !== undefined && (
        <header className={styles.head}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}
