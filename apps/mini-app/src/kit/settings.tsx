import '../i18n/more.ts';
import './more-icons.ts';
import { useState } from 'react';
import { type Appearance, applyAppearance, chosenAppearance } from '../appearance.ts';
import { currentLanguage, type Language, t } from '../i18n/t.ts';
import { changeLanguage } from '../language.ts';
import { Dialog } from './dialog.tsx';
import { Choices } from './field.tsx';

const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
];

/** Language and appearance, remembered on this device. */
export function Settings({ onClose }: { onClose: () => void }) {
  const [appearance, setAppearance] = useState(chosenAppearance);
  const appearances: readonly { value: Appearance; label: string }[] = [
    { value: 'system', label: t('settings.system') },
    { value: 'light', label: t('settings.light') },
    { value: 'dark', label: t('settings.dark') },
  ];
  return (
    <Dialog title={t('nav.settings')} onClose={onClose} dismissable>
      <Choices
        label={t('settings.language')}
        value={currentLanguage()}
        options={LANGUAGES}
        onValue={(next) => {
          onClose();
          changeLanguage(next);
        }}
      />
      <div className="field" />
      <Choices
        label={t('settings.appearance')}
        value={appearance}
        options={appearances}
        onValue={(next) => {
          applyAppearance(next);
          setAppearance(next);
        }}
      />
    </Dialog>
  );
}
