import { expect, it } from 'vitest';
import { believableCompany } from './company.ts';

const company = believableCompany();
const byId = new Map(company.people.map((person) => [person.userid, person]));
const deptName = (userid: string) => company.departments.find((dept) => dept.id === byId.get(userid)?.deptId)?.name;

it('has the people that stories name', () => {
  const cast = ['zhangjianguo', 'wanghaitao', 'liming', 'chenjing', 'zhaolei', 'sunli', 'zhoumin', 'liuzhenhua'];
  expect(cast.map((userid) => [byId.get(userid)?.name, deptName(userid), byId.get(userid)?.title])).toEqual([
    ['张建国', '设备部', '设备工程师'],
    ['王海涛', '设备部', '设备部经理'],
    ['李明', '设备部', '设备技术员'],
    ['陈静', '人力资源部', 'HR经理'],
    ['赵磊', 'IT部', 'IT主管'],
    ['孙丽', '财务部', '财务主管'],
    ['周敏', '行政部', '行政主管'],
    ['刘振华', '总经办', '总经理'],
  ]);
  expect(byId.get('zhangjianguo')?.managerUserid).toBe('wanghaitao');
});

it('is a tree: everyone but the head reaches the head, every leader is there, every id is one of a kind', () => {
  for (const person of company.people) {
    const seen = new Set<string>();
    let current = person;
    while (current.managerUserid !== null && !seen.has(current.userid)) {
      seen.add(current.userid);
      current = byId.get(current.managerUserid) ?? current;
    }
    expect(current.userid).toBe('liuzhenhua');
  }
  for (const dept of company.departments) {
    expect(dept.managerUserids.every((userid) => byId.has(userid))).toBe(true);
    expect(dept.parentId === null || company.departments.some((other) => other.id === dept.parentId)).toBe(true);
  }
  for (const ids of [company.people.map((person) => person.userid), company.people.map((person) => person.unionid)]) {
    expect(new Set(ids).size).toBe(company.people.length);
  }
});

it('has a title for every default handover template', () => {
  const words = [
    /财务|会计|出纳/,
    /HR|招聘|薪酬/,
    /销售|客户经理|商务/,
    /客服|售后/,
    /设备|工艺|质检|仓库|计划/,
    /采购|供应链/,
    /运营|新媒体/,
    /开发|测试|运维/,
    /行政|前台|司机/,
    /经理|主管|总监/,
  ];
  const titles = company.people.map((person) => person.title);
  for (const word of words) expect(titles.some((title) => word.test(title))).toBe(true);
});
