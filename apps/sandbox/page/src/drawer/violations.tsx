import { sandbox } from '../api.ts';
import { exactTime } from '../format.ts';
import { useLive } from '../use-live.ts';

/** 契约检查: every request, reply and push that departs from the documented wire format. */
export function Violations() {
  const { data, problem } = useLive('violations', sandbox.violations);
  return (
    <>
      <p className="muted">每个请求、回应和推送都会与官方文档的接口定义逐字段核对，不符之处列在这里。</p>
      {problem && <p className="problem">{problem}</p>}
      {data?.length === 0 && <p className="all-good">到现在为止，全部一致。</p>}
      <ul className="log rows">
        {[...(data ?? [])].reverse().map((item) => (
          <li key={`${item.at}${item.path}${item.problem}`}>
            <span className="grow">
              <b>{item.problem}</b>
              <small>
                {exactTime(item.at)} · {item.api} · {item.path}
              </small>
            </span>
            <span className="tag tag-bad">{item.side === 'client' ? '应用' : '沙箱'}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
