import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

interface LinkButtonProps extends Omit<ButtonProps, 'href' | 'onClick' | 'htmlType'> {
  to: string;
}

/** A link that looks like a button: opens inside the app, and in a new tab with the usual keys. */
export function LinkButton({ to, ...button }: LinkButtonProps) {
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLElement>(to) as unknown as ButtonProps['onClick'];
  return <Button {...button} href={href} onClick={onClick} />;
}
