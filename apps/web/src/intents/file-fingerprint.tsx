import { FileTextOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Input, Upload } from 'antd';
import { useTranslation } from 'react-i18next';

interface Fingerprint {
  name?: string;
  hash?: string;
}
interface FileFingerprintProps {
  value?: Fingerprint;
  onChange?: (value: Fingerprint | undefined) => void;
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Name and SHA-256 of a document that stays with the party. Browsers count it only on https and on this machine. */
export function FileFingerprint({ value, onChange }: FileFingerprintProps) {
  const { t } = useTranslation('intents');
  const canCount = globalThis.crypto.subtle !== undefined;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {canCount ? (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void sha256(file).then((hash) => onChange?.({ name: file.name.slice(0, 200), hash }));
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} data-testid="choose-file">
            {t('chooseFile')}
          </Button>
        </Upload>
      ) : (
        <Input
          maxLength={64}
          placeholder={t('filePaste')}
          aria-label={t('filePaste')}
          value={value?.hash}
          onChange={(event) => {
            const hash = event.target.value.trim().toLowerCase();
            onChange?.(hash ? { hash } : undefined);
          }}
        />
      )}
      {value?.name && (
        <span data-testid="file-name">
          <FileTextOutlined aria-hidden /> {value.name}
        </span>
      )}
      <span style={{ fontSize: 14, color: 'var(--ink-soft)' }}>{t('fileText')}</span>
    </div>
  );
}
