import type { ReactNode } from 'react';
import styles from './account-frame.module.css';

interface AccountFrameProps {
  title: ReactNode;
  subtitle?: ReactNode;
  /** `wide` for forms of more than a few fields. */
  wide?: boolean;
  children: ReactNode;
  below?: ReactNode;
}

/** The quiet card that sign-in, sign-up and links stand in. */
export function AccountFrame({ title, subtitle, wide = false, children, below }: AccountFrameProps) {
  return (
    <div className={`${styles.frame} ${wide ? styles.wide : ''}`}>
      <section className={styles.card}>
        <h1 className={styles.title}>{title}</h1>
        {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        {children}
      </section>
      {below}
    </div>
  );
}
