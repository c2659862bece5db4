import { CameraOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './desk-camera.module.css';

interface CodeReader {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type CodeReaderType = new (options: { formats: string[] }) => CodeReader;
/** The browser's own reader; Safari and Firefox have none, their desks use a scanner or type. */
const codeReader = (globalThis as { BarcodeDetector?: CodeReaderType }).BarcodeDetector;

/** Reads tickets with the device's camera, where the browser can. */
export function DeskCamera({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation('events');
  const [on, setOn] = useState(false);
  const [failed, setFailed] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onCode);
  latest.current = onCode;

  useEffect(() => {
    if (!on || !codeReader) return;
    const reader = new codeReader({ formats: ['qr_code'] });
    let stream: MediaStream | null = null;
    let stopped = false;
    const read = async () => {
      const [hit] = video.current ? await reader.detect(video.current).catch(() => []) : [];
      if (hit && !stopped) latest.current(hit.rawValue);
    };
    const timer = setInterval(() => void read(), 250);
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (opened) => {
        stream = opened;
        if (stopped) return opened.getTracks().forEach((track) => track.stop());
        if (video.current) {
          video.current.srcObject = opened;
          await video.current.play();
        }
      })
      .catch(() => {
        setFailed(true);
        setOn(false);
      });
    return () => {
      stopped = true;
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, [on]);

  if (!codeReader || !('mediaDevices' in navigator)) return null;
  return (
    <div className={styles.camera}>
      {failed && <Alert type="warning" showIcon title={t('deskCameraFailed')} />}
      {on && <video ref={video} className={styles.video} muted playsInline aria-label={t('deskCamera')} />}
      <Button
        size="large"
        block
        icon={on ? <CloseOutlined /> : <CameraOutlined />}
        onClick={() => {
          setFailed(false);
          setOn(!on);
        }}
        data-testid="desk-camera"
      >
        {t(on ? 'deskCameraStop' : 'deskCamera')}
      </Button>
    </div>
  );
}
