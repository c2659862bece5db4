import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './plain-button.module.css';

type Look = 'default' | 'primary' | 'text';

const classOf = (look: Look = 'default') => `${styles.button} ${styles[look]}`;

/** A button of the frame and the first page: looks as antd's does, whose code is not there yet. */
export function PlainButton({
  look,
  icon,
  children,
  ...button
}: { look?: Look; icon?: ReactNode } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'>) {
  return (
    <button type="button" className={classOf(look)} {...button}>
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like `PlainButton`. */
export function PlainLink({
  look,
  to,
  reload,
  children,
}: {
  look?: Look;
  to: string;
  /** Asks the server for the page instead of opening it inside the app. */
  reload?: boolean;
  children: ReactNode;
}) {
  return (
    <Link to={to} reloadDocument={reload} className={classOf(look)}>
      {children}
    </Link>
  );
}
