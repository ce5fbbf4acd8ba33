import type { HandoverView } from '@baton/api/client';
import { playItem, uploadPhoto } from '../../house/play-item.ts';
import { HR, LEAVER, SUCCESSOR } from '../../house/resign.ts';
import { itemOf, resigned, type Stage } from './open-stage.ts';

/** A case in the middle of its life, one that cannot start yet, and one that was withdrawn. */
export type Scenes = { running: HandoverView; preparing: HandoverView; withdrawn: HandoverView };

/** Plays a company on a busy day, so that every state of an item and of a case is somewhere to be seen. */
export async function setScenes(stage: Stage): Promise<Scenes> {
  const { house } = stage;
  const running = await resigned(stage);
  const leaver = await house.sessionOf(LEAVER);
  const successor = await house.as(SUCCESSOR);
  const hr = await house.as(HR);
  const item = async (key: string) => {
    const { id, version } = await itemOf(stage, running, key);
    return { id, version, params: { id } };
  };
  const list = (columns: readonly string[], ...rows: string[][]) => [
    { type: 'LIST' as const, columns: [...columns], rows, noneBecause: '' },
  ];

  await playItem(house, (await item('mf_param')).id, HR);
  await playItem(house, (await item('mf_cert')).id, HR);

  const equip = await item('mf_equip');
  const photo = await uploadPhoto(house, leaver.token, equip.id, '三号机铭牌.png');
  const machines = list(
    ['设备', '状态', '点检表', '保养日', '隐患'],
    ['三号注塑机', '运行', '附在机身右侧', '每月 15 日', '油温偏高，已报修，等配件'],
    ['五号注塑机', '待修', '附在机身右侧', '每月 20 日', '合模异响，已联系厂家'],
  );
  await leaver.call('submitItem', {
    params: equip.params,
    body: {
      version: equip.version,
      evidence: [...machines, { type: 'PHOTO', fileIds: [photo], note: '铭牌与编号一致' }],
    },
  });

  const demo = await item('mf_demo');
  const first = await uploadPhoto(house, leaver.token, demo.id, '首件合格.png');
  await leaver.call('submitItem', {
    params: demo.params,
    body: { version: demo.version, evidence: [{ type: 'PHOTO', fileIds: [first], note: '首件合格' }] },
  });

  const wip = await item('mf_wip');
  const orders = list(['工单', '数量', '工序', '缺料', '交期'], ['MO-2603-118', '1,200', '注塑', '无', '3 月 20 日']);
  const given = await leaver.call('submitItem', {
    params: wip.params,
    body: { version: wip.version, evidence: orders },
  });
  const reason = '还缺 MO-2603-121 的进度，请补上当前工序与缺料情况';
  await successor('returnItem', { params: wip.params, body: { version: given.version, reason } });

  const spare = await item('mf_spare');
  const stuck = '厂家联系人在出差，电话要等下周才能核实';
  await leaver.call('blockItem', { params: spare.params, body: { version: spare.version, reason: stuck } });

  const quality = await item('mf_quality');
  const waiver = { why: '本月起客诉由品质部统一处理', risk: '两起旧客诉由罗艳跟到关闭', followUpOn: '2026-04-10' };
  await hr('waiveItem', { params: quality.params, body: { version: quality.version, ...waiver } });

  const contacts = await item('base_contact');
  const people = list(
    ['姓名', '单位', '事由', '习惯与注意点', '是否已介绍'],
    ['周工', '模具厂', '修模', '下午才接电话', '是'],
  );
  await leaver.call('saveDraft', { params: contacts.params, body: { version: contacts.version, evidence: people } });

  const open = (leaverId: string, lastWorkingDay: string) =>
    hr('createHandover', { body: { leaverId, kind: 'departure', lastWorkingDay } });
  // Nobody is above the general manager: no manager, hence nobody to take over in between either.
  const preparing = await open('liuzhenhua', '2026-03-20');
  const opened = await open('xiejuan', '2026-03-13');
  const withdrawn = await hr('withdrawHandover', {
    params: { id: opened.id },
    body: { version: opened.version, reason: '员工决定留下，撤回离职申请' },
  });
  await house.settle();
  return { running, preparing, withdrawn };
}
