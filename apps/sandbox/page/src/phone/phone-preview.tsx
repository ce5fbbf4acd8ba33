import { useState } from 'react';
import { Icon } from '../kit/icon.tsx';

type Props = { urls: string[]; at: number; onClose: () => void };

/** dd.previewImage: one picture at a time over the app. */
export function PhonePreview({ urls, at, onClose }: Props) {
  const [shown, setShown] = useState(at);
  return (
    <div className="phone-preview" role="dialog" aria-modal="true" aria-label="图片预览">
      <img src={urls[shown]} alt={`第 ${shown + 1} 张，共 ${urls.length} 张`} />
      <div className="buttons">
        {urls.length > 1 && (
          <button type="button" className="button" onClick={() => setShown((shown + 1) % urls.length)}>
            下一张（{shown + 1}/{urls.length}）
          </button>
        )}
        <button type="button" className="icon-button" aria-label="关闭预览" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
