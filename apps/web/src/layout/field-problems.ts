import type { FormInstance } from 'antd';
import type { ApiError } from '../api';

const pathOf = (field: string) =>
  field
    .replace(/^body\./, '')
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Puts the server's sentences beside the fields they are about and goes to the first. */
export function showFieldProblems(form: FormInstance, error: ApiError) {
  if (error.fields.length === 0) return;
  form.setFields(error.fields.map(({ field, message }) => ({ name: pathOf(field), errors: [message] })));
  form.scrollToField(pathOf(error.fields[0]!.field), { focus: true, block: 'center' });
}
