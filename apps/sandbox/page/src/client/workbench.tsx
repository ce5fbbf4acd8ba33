import type { PersonView, StateView } from '../../../src/control/control.ts';
import { Icon } from '../kit/icon.tsx';

type Props = {
  view: PersonView;
  state: StateView;
  onApp: (url: string) => void;
  onTemplate: (processCode: string) => void;
  marked: boolean;
};

/** 工作台: the app of this company and the approvals one can start. */
export function Workbench({ view, state, onApp, onTemplate, marked }: Props) {
  return (
    <div className="workbench">
      <h3>企业应用</h3>
      {view.workbench.length === 0 && <p className="muted">还没有应用：启动时没有给出应用首页（homeUrl）。</p>}
      <ul>
        {view.workbench.map((app) => (
          <li key={app.url}>
            <button type="button" className={marked ? 'marked' : ''} onClick={() => onApp(app.url)}>
              <span className="tile tile-app">
                <Icon name="baton" size={26} />
              </span>
              {app.name}
            </button>
          </li>
        ))}
      </ul>
      <h3>审批</h3>
      <ul>
        {state.templates.map((template) => (
          <li key={template.processCode}>
            <button type="button" onClick={() => onTemplate(template.processCode)}>
              <span className={`tile tile-${template.icon}`}>
                <Icon
                  name={template.icon === 'leave' ? 'leave' : template.icon === 'vacation' ? 'clock' : 'note'}
                  size={24}
                />
              </span>
              {template.name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
