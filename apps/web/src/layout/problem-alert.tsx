import { Alert } from 'antd';
import type { ApiError } from '../api';

/** The server's sentence about a refused change. */
export function ProblemAlert({ error }: { error: ApiError | null }) {
  if (!error) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="problem"
      style={{ marginBottom: 20 }}
      title={error.message}
      description={
        error.fields.length > 0 && (
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {error.fields.map(({ field, message }) => (
              <li key={field + message}>{message}</li>
            ))}
          </ul>
        )
      }
    />
  );
}
