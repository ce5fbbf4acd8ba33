import { createHash } from 'node:crypto';
import type { Department, FormComponent, Person, Template } from './state.ts';

/** Who works at the sandbox's company, and which approval templates it uses. */
export type Company = { name: string; departments: Department[]; people: Person[]; templates: Template[] };

const departmentRows: [id: number, name: string, parentId: number | null, managers: string[]][] = [
  [1, '星河精密制造有限公司', null, ['liuzhenhua']],
  [879301001, '总经办', 1, ['liuzhenhua']],
  [879301002, '生产部', 1, ['macheng']],
  [879301003, '设备部', 879301002, ['wanghaitao']],
  [879301004, '质检部', 879301002, ['luoyan']],
  [879301005, '研发部', 1, ['fangyuan']],
  [879301006, '销售部', 1, ['heqiang']],
  [879301007, '采购部', 1, ['tanghui']],
  [879301008, '财务部', 1, ['sunli']],
  [879301009, '人力资源部', 1, ['chenjing']],
  [879301010, 'IT部', 1, ['zhaolei']],
  [879301011, '行政部', 1, ['zhoumin']],
  [879301012, '客服部', 1, ['xiejuan']],
  [879301013, '市场部', 1, ['dengfei']],
];

/** userid, name, what colleagues say, title, department, hired on (Asia/Shanghai). */
type PersonRow = [userid: string, name: string, nickname: string, title: string, dept: string, hired: string];
const personRows: PersonRow[] = [
  ['liuzhenhua', '刘振华', '刘总', '总经理', '总经办', '2019-03-01'],
  ['gaoyun', '高云', '小高', '总经理助理', '总经办', '2022-06-13'],
  ['macheng', '马成', '老马', '生产总监', '生产部', '2019-04-08'],
  ['huangjun', '黄军', '黄班长', '车间班组长', '生产部', '2019-07-15'],
  ['wupeng', '吴鹏', '小吴', '生产计划员', '生产部', '2021-03-22'],
  ['zhengwei', '郑伟', '郑工', '工艺工程师', '生产部', '2020-05-18'],
  ['liangbo', '梁波', '老梁', '仓库主管', '生产部', '2020-02-24'],
  ['songdan', '宋丹', '小宋', '物料员', '生产部', '2023-08-07'],
  ['wanghaitao', '王海涛', '王经理', '设备部经理', '设备部', '2019-05-06'],
  ['zhangjianguo', '张建国', '老张', '设备工程师', '设备部', '2019-06-10'],
  ['liming', '李明', '小李', '设备技术员', '设备部', '2023-03-13'],
  ['qianlong', '钱龙', '小钱', '设备技术员', '设备部', '2024-07-01'],
  ['luoyan', '罗燕', '罗经理', '质检经理', '质检部', '2020-03-09'],
  ['handong', '韩冬', '小韩', '质检员', '质检部', '2022-04-18'],
  ['fangyuan', '方远', '方总监', '研发总监', '研发部', '2019-09-02'],
  ['caixiaolong', '蔡晓龙', '小蔡', '嵌入式开发工程师', '研发部', '2021-07-12'],
  ['yulei', '余磊', '余工', '结构设计工程师', '研发部', '2020-10-12'],
  ['jiangnan', '江楠', '江江', '测试工程师', '研发部', '2022-09-05'],
  ['shenke', '沈珂', '珂珂', '产品经理', '研发部', '2023-02-20'],
  ['heqiang', '何强', '何总', '销售总监', '销售部', '2019-08-19'],
  ['guojing', '郭静', '郭姐', '大客户经理', '销售部', '2020-04-13'],
  ['linfeng', '林峰', '小林', '销售工程师', '销售部', '2022-02-21'],
  ['xuna', '徐娜', '娜娜', '商务专员', '销售部', '2023-05-15'],
  ['tanghui', '唐辉', '唐经理', '采购经理', '采购部', '2019-11-11'],
  ['panyu', '潘宇', '小潘', '采购专员', '采购部', '2022-11-21'],
  ['dongxue', '董雪', '小董', '供应链专员', '采购部', '2024-03-04'],
  ['sunli', '孙丽', '孙姐', '财务主管', '财务部', '2019-04-22'],
  ['yefang', '叶芳', '叶会计', '会计', '财务部', '2020-08-10'],
  ['pengbo', '彭博', '小彭', '出纳', '财务部', '2023-10-16'],
  ['chenjing', '陈静', '陈经理', 'HR经理', '人力资源部', '2019-06-03'],
  ['dinglan', '丁岚', '丁丁', '招聘专员', '人力资源部', '2023-04-10'],
  ['weimin', '魏敏', '小魏', '薪酬专员', '人力资源部', '2021-12-06'],
  ['zhaolei', '赵磊', '老赵', 'IT主管', 'IT部', '2019-10-14'],
  ['kongjie', '孔杰', '小孔', '运维工程师', 'IT部', '2022-07-18'],
  ['zhoumin', '周敏', '周姐', '行政主管', '行政部', '2019-07-01'],
  ['baixue', '白雪', '小白', '前台', '行政部', '2024-02-26'],
  ['shiyong', '石勇', '石师傅', '司机', '行政部', '2021-05-10'],
  ['xiejuan', '谢娟', '谢经理', '客服经理', '客服部', '2020-06-15'],
  ['moyun', '莫云', '小莫', '售后工程师', '客服部', '2021-09-13'],
  ['tianlin', '田琳', '田田', '客服专员', '客服部', '2024-04-15'],
  ['dengfei', '邓飞', '邓经理', '市场运营经理', '市场部', '2020-12-07'],
  ['yinyue', '尹月', '月月', '新媒体运营', '市场部', '2024-08-05'],
];

/** The person's id across the developer's applications: stable for a userid, and looking like the real thing. */
export function unionIdOf(userid: string): string {
  return `${createHash('sha256').update(`unionid of ${userid}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 20)}iEiE`;
}

function personFromRow([userid, name, nickname, title, dept, hired]: PersonRow, index: number): Person {
  const department = departmentRows.find((row) => row[1] === dept);
  if (!department) throw new Error(`no department ${dept}`);
  const [deptId, , parentId, managers] = department;
  const leader = managers[0] === userid ? departmentRows.find((row) => row[0] === parentId)?.[3][0] : managers[0];
  return {
    userid,
    unionid: unionIdOf(userid),
    name,
    nickname,
    title,
    deptId,
    managerUserid: leader === undefined || leader === userid ? null : leader,
    jobNumber: `XH${String(index + 1).padStart(4, '0')}`,
    mobile: `138000${String(10000 + index)}`,
    workPlace: '苏州园区一号厂房',
    hiredAt: Date.parse(`${hired}T00:00:00+08:00`),
    employeeStatus: 3,
    admin: ['liuzhenhua', 'chenjing', 'zhaolei'].includes(userid),
    boss: userid === 'liuzhenhua',
    present: true,
    leftAt: null,
    leaveReason: null,
    dismission: noDismission(),
  };
}

/** The record of someone who is neither leaving nor gone (status 3). */
export function noDismission(): Person['dismission'] {
  return {
    status: 3,
    lastWorkDay: null,
    handoverUserId: null,
    reasonMemo: '',
    voluntaryReason: [],
    passiveReason: [],
    approvalId: null,
  };
}

/** The reasons of `GET /v1.0/hrm/dismission/reasons`, also the options of the resignation suite. */
export const dismissionReasons = {
  voluntary: [
    { id: '1', name: '家庭原因' },
    { id: '2', name: '个人原因' },
    { id: '3', name: '发展原因' },
  ],
  passive: [
    { id: '4', name: '合同到期不续签' },
    { id: '5', name: '协议解除' },
    { id: '6', name: '无法胜任工作' },
  ],
};

function component(
  label: string,
  componentType: string,
  id: string,
  more: Partial<Pick<FormComponent, 'bizAlias' | 'required' | 'options'>> = {},
): FormComponent {
  return {
    id: `${componentType}-${id}`,
    label,
    componentType,
    bizAlias: null,
    required: true,
    options: [],
    ...more,
  };
}

// The ids and aliases of the real 离职 suite are not documented (contract: unknown.md 8); these only look like them.
const templates: Template[] = [
  {
    processCode: 'PROC-5C1F7E52-9A44-4B0E-8D53-6E0B6C3F21A7',
    name: '离职申请',
    bizCategoryId: 'hrm.termination',
    suite: true,
    icon: 'leave',
    components: [
      component('离职原因', 'DDSelectField', 'K8TZ3M1Q', {
        bizAlias: 'dismissionReason',
        options: dismissionReasons.voluntary.map((reason) => reason.name),
      }),
      component('最后工作日', 'DDDateField', 'K8TZ3N2R', { bizAlias: 'lastWorkDay' }),
      component('工作交接人', 'InnerContactField', 'K8TZ3P3S', { bizAlias: 'handoverUser', required: false }),
    ],
  },
  {
    processCode: 'PROC-E0A94B16-3D7C-46F2-A1C8-90D2B7F4E583',
    name: '员工离职申请单',
    bizCategoryId: '',
    suite: false,
    icon: 'common',
    components: [
      component('离职说明', 'TextareaField', 'M4QX7A1B'),
      component('预计离职日期', 'DDDateField', 'M4QX7B2C'),
      component('交接给谁', 'InnerContactField', 'M4QX7C3D', { required: false }),
    ],
  },
  {
    processCode: 'PROC-2B6D8F30-71E5-4C9A-B3F6-58A1C0E9D472',
    name: '请假',
    bizCategoryId: '',
    suite: true,
    icon: 'vacation',
    components: [
      component('请假类型', 'DDSelectField', 'L2WV5H1J', { options: ['年假', '事假', '病假', '调休'] }),
      component('开始日期', 'DDDateField', 'L2WV5J2K'),
      component('结束日期', 'DDDateField', 'L2WV5K3L'),
      component('请假事由', 'TextareaField', 'L2WV5L4M', { required: false }),
    ],
  },
];

/** 星河精密制造有限公司, a machine maker of about forty people: enough titles to meet every default handover template. */
export function believableCompany(): Company {
  return {
    name: '星河精密制造有限公司',
    departments: departmentRows.map(([id, name, parentId, managerUserids]) => ({ id, name, parentId, managerUserids })),
    people: personRows.map(personFromRow),
    templates: structuredClone(templates),
  };
}
