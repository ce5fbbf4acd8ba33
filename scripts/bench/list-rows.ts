import type { Sql } from 'postgres';
import { APP } from './local-app.ts';

/** Items of a case, as the default template of a technical position has them. */
export const ITEMS_PER_CASE = 26;

/**
 * Writes open cases straight into PostgreSQL, the n-th the same at every run: people with Chinese names, last working
 * days from a week ago to six weeks ahead, the further on the nearer that day is; every item with one confirmer or two.
 * @param from number of the first case, counted from 1
 * @param to number of the last
 */
export async function writeCases(sql: Sql, from: number, to: number): Promise<void> {
  const { corpId } = APP;
  await sql.begin(async (tx) => {
    await tx`
      create or replace function pg_temp.dice(text) returns double precision immutable language sql as
      $$ select ('x' || substr(md5($1), 1, 8))::bit(32)::bigint / 4294967296.0 $$`;
    // Version 4 as far as its form goes: the reply's schema looks.
    await tx`
      create or replace function pg_temp.id(text) returns uuid immutable language sql as
      $$ select overlay(overlay(md5($1) placing '4' from 13) placing 'a' from 17)::uuid $$`;
    await tx`
      insert into people (corp_id, user_id, union_id, name, title, dept_ids, manager_user_id, seen_at)
      select ${corpId}, 'bench' || n, 'benchunion' || n,
        substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗', 1 + (n * 7) % 20, 1)
        || substr('建志伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超', 1 + (n * 3) % 20, 1)
        || substr('华国平文辉玲桂兰云飞龙凤海波宁晨阳博雪梅', 1 + (n / 20) % 20, 1),
        '工程师', '[879301005]', 'bossof' || n % 200, now()
      from generate_series(${from}::integer, ${to}::integer) n`;
    await tx`
      insert into people (corp_id, user_id, union_id, name, title, dept_ids, seen_at)
      select ${corpId}, 'bossof' || n, 'bossunion' || n, '主管' || n, '经理', '[879301005]', now()
      from generate_series(0, 199) n on conflict do nothing`;
    await tx`
      insert into handovers (corp_id, id, state, leaver_id, manager_id, successor_id, hr_id, last_working_day,
        position_key, position_rule, templates, source, launched_at, problems, updated_at)
      select ${corpId}, pg_temp.id('case' || n), s.state, 'bench' || n, 'bossof' || n % 200, 'bossof' || (n + 7) % 200,
        'chenjing', current_date - 7 + n % 50, 'development', '职务含“工程师”', '[{"key":"base","version":1}]', 'approval',
        case when s.state = 'preparing' then null else now() - interval '9 days' end,
        case when s.state = 'preparing' then 1 else 0 end, now()
      from generate_series(${from}::integer, ${to}::integer) n,
        lateral (select case when n % 50 < 6 then 'supplementing' when n % 50 < 13 then 'awaiting_release'
          when n % 50 < 35 then 'active' when n % 50 < 47 then 'planning' else 'preparing' end as state) s`;
    await tx`
      insert into items (corp_id, id, handover_id, key, position, title, standard, evidence, columns, level, gate, due,
        due_on, hours, state, state_since, doer_id, acceptor_id)
      select h.corp_id, pg_temp.id('item' || h.id || i), h.id, 'item_' || i, i, '第 ' || i || ' 项：文档、账号与在办事项',
        '接收人可以独立完成一次，资料齐全、链接可以打开', '[["FILE","LINK"]]', '[]',
        case when i % 4 < 3 then 'must' else 'should' end, case when i % 4 < 3 then 'release' else 'archive' end,
        'D-3', h.last_working_day - (i % 5) * 3, 1, s.state, now() - interval '2 days', h.leaver_id, h.successor_id
      from handovers h, generate_series(1, ${ITEMS_PER_CASE}) i,
        lateral (select pg_temp.dice(h.id || '/' || i) as luck,
          0.98 - least(1, greatest(0, (h.last_working_day - current_date) / 43.0)) as far) p,
        lateral (select case when h.state = 'awaiting_release' or p.luck < p.far * 0.7 then 'done'
          when p.luck < p.far * 0.8 then 'awaiting_confirmation' when p.luck < p.far * 0.9 then 'awaiting_acceptance'
          when p.luck > 0.98 then 'blocked' when p.luck > 0.95 then 'returned' else 'todo' end as state) s
      where h.leaver_id = any (select 'bench' || n from generate_series(${from}::integer, ${to}::integer) n)`;
    await tx`
      insert into confirmations (corp_id, item_id, slot, role, confirmer_id, confirmed_at, confirmed_by)
      select i.corp_id, i.id, slot, case slot when 0 then 'manager' else 'it' end,
        case slot when 0 then h.manager_id else 'zhaolei' end,
        case when i.state = 'done' then now() end, case when i.state = 'done' then 'zhaolei' end
      from items i join handovers h on h.corp_id = i.corp_id and h.id = i.handover_id,
        generate_series(0, case when i.position % 3 = 0 then 1 else 0 end) slot
      where not exists (select 1 from confirmations c where c.corp_id = i.corp_id and c.item_id = i.id)`;
  });
  // What autovacuum does within a minute on a living database.
  await sql`vacuum analyze people, handovers, items, confirmations`;
}
