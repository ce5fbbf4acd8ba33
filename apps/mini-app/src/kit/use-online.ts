import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the device believes it has a network. Only for telling people: requests find out by themselves. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
