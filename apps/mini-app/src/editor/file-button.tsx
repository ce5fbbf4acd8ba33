import { useRef } from 'react';
import { Button } from '../kit/button.tsx';
import { Icon, type IconName } from '../kit/icon.tsx';

/** A button that lets files be chosen: the native field behind it is what a screen reader and a phone know. */
export function FileButton({
  label,
  icon,
  accept,
  onFiles,
}: {
  label: string;
  icon: IconName;
  accept?: string;
  onFiles: (files: File[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button tone="quiet" onClick={() => field.current?.click()}>
        <Icon name={icon} size={18} />
        {label}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []));
          event.target.value = '';
        }}
      />
    </>
  );
}
