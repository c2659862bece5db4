import { useEffect } from 'react';

/** Keeps the display from going dark, where the browser can; F switches to full screen. */
export function useScreenAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const keepAwake = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        lock = await navigator.wakeLock.request('screen');
      } catch {
        // Not supported, or refused on battery: the display's own settings decide.
      }
    };
    const onVisible = () => void keepAwake();
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey) return;
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen();
    };
    void keepAwake();
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('keydown', onKey);
      void lock?.release();
    };
  }, []);
}
