import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './rows-field.module.css';

interface Column {
  name: string;
  label: string;
  /** Share of the width. */
  wide?: number;
  input: ReactNode;
  valuePropName?: string;
}

interface RowsFieldProps {
  name: string;
  columns: Column[];
  max: number;
  addLabel: string;
  /** Values of a new row. */
  blank?: Record<string, unknown>;
}

/** A small table that is filled in row by row. */
export function RowsField({ name, columns, max, addLabel, blank }: RowsFieldProps) {
  const { t } = useTranslation('catalogue');
  return (
    <Form.List name={['content', name]}>
      {(rows, { add, remove }) => (
        <div className={styles.rows} data-testid={`rows-${name}`}>
          {rows.map((row, i) => (
            <div key={row.key} className={styles.row}>
              {columns.map((column) => (
                <Form.Item
                  key={column.name}
                  name={[row.name, column.name]}
                  label={column.label}
                  valuePropName={column.valuePropName}
                  className={styles.cell}
                  style={{ flexGrow: column.wide ?? 1, flexBasis: `${(column.wide ?? 1) * 90}px` }}
                >
                  {column.input}
                </Form.Item>
              ))}
              <Button
                type="text"
                icon={<DeleteOutlined />}
                className={styles.remove}
                aria-label={t('removeRow', { no: i + 1 })}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          {rows.length < max && (
            <Button
              type="dashed"
              block
              icon={<PlusOutlined />}
              onClick={() => add(blank)}
              data-testid={`add-${name}`}
            >
              {addLabel}
            </Button>
          )}
        </div>
      )}
    </Form.List>
  );
}
