import type { DocumentKind, GivenContent } from '@baton/core';

export type SeedDocument = {
  owner: string;
  verifier: string;
  kind: DocumentKind;
  title: string;
  /** Null: of the whole company. */
  positionKey: string | null;
  /** Only for people of this position; without it for the whole company. */
  only?: string;
  subjects?: readonly string[];
  content: GivenContent;
  until: 'draft' | 'in_review' | 'published' | 'obsolete';
};

const markdown = (text: string): GivenContent => ({ format: 'markdown', text });

/** What 星河精密制造 has written down when a newcomer first opens it. */
export const companyDocuments: readonly SeedDocument[] = [
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'job_description', positionKey: 'production' },
    title: '设备工程师岗位职责说明书',
    until: 'published',
    content: markdown(`## 为什么有这个岗位

让一到六号注塑机按计划开机，故障半小时内有人到场，两小时内给出恢复时间。

## 负责的事

| 职责 | 频率 | 产出 |
|---|---|---|
| ★ 日点检与异常处理 | 每天开机前 | 点检表，异常当天闭环 |
| ★ 换型调试 | 每次换模 | 首件合格，调机记录 |
| 月度保养 | 每月最后一周 | 保养记录，备件消耗表 |
| 备件管理 | 每周五 | 低于安全库存的采购申请 |
| 带新人 | 随时 | 新人能独立换型一次 |

## 和谁打交道

- **生产计划** 吴鹏：换型排期，提前一天确认
- **质检** 罗燕：首件报检
- **采购** 唐慧：备件，常用件三天、进口件六周

## 不归这个岗位管

厂房水电（行政）、模具维修（模具车间）。`),
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'sop', positionKey: 'production' },
    title: '三号机换型调试',
    subjects: ['三号机', '换型'],
    until: 'published',
    content: {
      format: 'sop',
      scope: '三号注塑机（海天 MA1600）更换模具之后的调试。不适用于二号机。',
      trigger: '换模完成之后，或连续三模出现缩水',
      frequency: '每次换模',
      inputs: ['换模单（生产计划开具）', '**试模料** 5 kg，已烘干 4 小时', '点检表'],
      steps: [
        {
          action: '关闭主电源，挂牌上锁，确认液压压力归零',
          standard: '三个指示灯都熄灭，压力表读数为 0',
          range: '0 bar',
          trouble: '压力不归零：打开手动泄压阀，等两分钟再看；仍不归零，停止作业，打给王海涛。',
        },
        {
          action: '装模，按对角顺序拧紧压板螺栓',
          standard: '力矩扳手响一声，四角间隙一致',
          range: '180–200 N·m',
          trouble: '间隙不一致：松开重来，不要靠加力矩找平。',
        },
        {
          action: '设定料温、保压压力 42 bar、保压时间 6 秒',
          standard: '屏幕显示与换模单一致',
          range: '料温 215–225 ℃，保压 40–45 bar',
          trouble: '温度上不去：先看加热圈电流，再看热电偶接线。',
        },
        {
          action: '试打三模，逐件测量缩水',
          standard: '三件缩水都不超过 0.3 mm',
          range: '0.1–0.3 mm',
          trouble: '缩水偏大，每次加 **2 bar** 保压，最多加到 50 bar。超过 50 bar 立即停机。',
        },
        {
          action: '首件送质检，等结果再批量生产',
          standard: '质检在 MES 里判定合格',
          range: '',
          trouble: '不合格：把样件留在机台旁，按不合格品流程处理。',
        },
      ],
      output: '首件合格，调机记录填写完整并由质检签字',
      exceptions: [
        { sign: '压力上不去', remedy: '先查气管有没有折，再查比例阀' },
        { sign: '料筒有异响', remedy: '立刻停机，检查螺杆里有没有金属异物' },
        { sign: '飞边', remedy: '先降保压 2 bar，再查合模力' },
      ],
      systems: ['MES：首件报检（找罗燕开权限）', '设备台账：更新调机参数'],
      contacts: ['设备主管 王海涛', '质检 罗燕', '海天售后 400-000-0000'],
      forbidden: ['上锁之前不得把手伸进模腔', '不得一次加压超过 5 bar'],
    },
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'sop', positionKey: 'production' },
    title: '注塑机日点检',
    subjects: ['点检表'],
    until: 'published',
    content: {
      format: 'sop',
      scope: '一到六号注塑机',
      trigger: '每天开机之前',
      frequency: '每天一次，约 15 分钟一台',
      inputs: ['点检表', '手电、抹布、测温枪'],
      steps: [
        { action: '看液压油位', standard: '在两条红线之间', range: '', trouble: '低于下线：加同牌号油，并查漏点。' },
        {
          action: '听油泵空转一分钟',
          standard: '没有异响，没有明显振动',
          range: '',
          trouble: '有异响不要开机，先报修。',
        },
        {
          action: '量油温',
          standard: '开机前不低于 20 ℃',
          range: '20–45 ℃',
          trouble: '低于 20 ℃ 先空转预热；高于 55 ℃ 检查冷却水。',
        },
        {
          action: '按急停再复位',
          standard: '按下即停，复位后报警消失',
          range: '',
          trouble: '急停失灵：挂牌停用，当班上报。',
        },
      ],
      output: '点检表签字，异常写进交接班记录',
      exceptions: [],
      systems: [],
      contacts: ['当班设备工程师'],
      forbidden: ['不得为了赶产量跳过急停测试'],
    },
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'faq', positionKey: 'production' },
    title: '注塑机常见报警处理',
    subjects: ['报警'],
    until: 'published',
    content: markdown(`**注意：**报警没有消除之前，不要反复复位。

## E-21 合模保护

多半是嵌件没放平。打开安全门，取出嵌件，看模面有没有压伤。

## E-34 料温偏差

1. 看加热圈电流，三相应当接近
2. 热电偶插头有没有松
3. 都正常，换温控模块（备件柜第二层，FX-3U 旁边）

## E-40 油温过高

冷却水阀门是不是被关小了。夏天每周清一次过滤网。`),
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'work_result', positionKey: 'production' },
    title: '三号机缩水问题的解决经过（2025 年 11 月）',
    subjects: ['三号机'],
    until: 'published',
    content: markdown(`**现象：**客户甲的外壳连续两批缩水 0.5 mm，退货 1,200 件。

**试过而无效的：**提高料温、延长冷却。

**原因：**保压切换位置被改到 12 mm，保压开始得太晚。

**做法：**切换位置改回 8 mm，保压由 38 提到 42 bar。连续三批缩水 0.2 mm 以内。

**留下的教训：**调机参数改了要写进设备台账，写明谁、为什么。`),
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'task_template', positionKey: 'production' },
    title: '月度保养任务单',
    until: 'in_review',
    content: {
      format: 'sop',
      scope: '一到六号注塑机',
      trigger: '每月最后一周，生产计划给出停机时间',
      frequency: '每月',
      inputs: ['保养计划', '备件清单'],
      steps: [
        { action: '更换液压油滤芯', standard: '压差表回到绿区', range: '', trouble: '' },
        { action: '润滑导轨与拉杆', standard: '油膜均匀，没有干磨声', range: '', trouble: '' },
        { action: '校验料温', standard: '测温枪与屏幕相差不超过 3 ℃', range: '±3 ℃', trouble: '超差：换热电偶。' },
      ],
      output: '保养记录上传设备台账，备件消耗报采购',
      exceptions: [],
      systems: [],
      contacts: [],
      forbidden: [],
    },
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'sop', positionKey: 'production' },
    title: '空压机停机与重启',
    until: 'draft',
    content: {
      format: 'sop',
      scope: '',
      trigger: '',
      frequency: '',
      inputs: [],
      steps: [{ action: '先卸载，空转五分钟再停机', standard: '', range: '', trouble: '' }],
      output: '',
      exceptions: [],
      systems: [],
      contacts: [],
      forbidden: [],
    },
  },
  {
    ...{ owner: 'zhangjianguo', verifier: 'wanghaitao', kind: 'sop', positionKey: 'production' },
    title: '二号机换型调试（旧）',
    until: 'obsolete',
    content: markdown('二号机的换型步骤。该机已经报废，留作参考。'),
  },
  {
    ...{ owner: 'yefang', verifier: 'sunli', kind: 'sop', positionKey: 'finance' },
    title: '差旅费用报销',
    subjects: ['报销', '发票'],
    until: 'published',
    content: {
      format: 'sop',
      scope: '全公司员工的国内差旅。出国差旅先问财务。',
      trigger: '出差回来之后',
      frequency: '回来后 30 天以内',
      inputs: ['电子发票（抬头：星河精密制造有限公司）', '行程单', '审批通过的出差申请'],
      steps: [
        {
          action: '在钉钉「审批」里提交报销，关联出差申请',
          standard: '金额与发票合计一致',
          range: '住宿每晚不超过 450 元',
          trouble: '超标：写明原因，由部门经理在审批里同意。',
        },
        {
          action: '上传电子发票原件（PDF 或 OFD）',
          standard: '系统查验通过，没有重复报销',
          range: '',
          trouble: '查验不通过：请开票方重开，不要截图代替。',
        },
        { action: '部门经理、财务依次审批', standard: '审批状态为「已同意」', range: '3 个工作日', trouble: '' },
        { action: '财务付款', standard: '到账短信', range: '每周三、周五', trouble: '两周没有到账，找叶芳。' },
      ],
      output: '报销到账，凭证归档',
      exceptions: [{ sign: '发票抬头错', remedy: '当月的可以作废重开，跨月的要红冲' }],
      systems: ['钉钉审批「费用报销」', '发票查验平台'],
      contacts: ['会计 叶芳', '财务主管 孙丽'],
      forbidden: ['不得把一张发票拆成两次报销'],
    },
  },
  {
    ...{ owner: 'yefang', verifier: 'sunli', kind: 'sop', positionKey: 'finance', only: 'finance' },
    title: '月末结账',
    subjects: ['结账'],
    until: 'published',
    content: {
      format: 'sop',
      scope: '总账与往来，每月',
      trigger: '每月最后一个工作日',
      frequency: '每月',
      inputs: ['银行对账单', '库存盘点表'],
      steps: [
        { action: '核对银行余额', standard: '调节表差异为 0', range: '', trouble: '有差异先查未达账项。' },
        { action: '计提折旧、工资、税费', standard: '与上月差异能说明', range: '±5%', trouble: '' },
        { action: '结转成本，关账', standard: '试算平衡', range: '', trouble: '不平：从最后一张凭证往前查。' },
      ],
      output: '三张报表，次月 5 日前交孙丽',
      exceptions: [],
      systems: ['财务系统：结账权限只有叶芳、孙丽'],
      contacts: [],
      forbidden: ['关账以后不得反结账，除非孙丽书面同意'],
    },
  },
  {
    ...{ owner: 'chenjing', verifier: 'weimin', kind: 'faq', positionKey: null },
    title: '请假与加班常见问题',
    subjects: ['请假', '加班'],
    until: 'published',
    content: markdown(`## 年假怎么算

入职满一年 5 天，满十年 10 天。当年没休完的，可以留到次年 3 月 31 日。

## 病假要什么

三甲或社保定点医院的病假条，拍照传到钉钉请假审批里。

## 加班怎么记

先提加班申请，后打卡。平时加班优先调休，三个月内有效。`),
  },
];
