-- What leaders ask ("who is late?", "how far are we?") answered without reading every obligation. What an obligation counts as is constant between its steps;
-- the program works the steps out (domain/standings.ts) and gives them with the obligation. Here they are only added up.

-- The steps of each obligation: from times[i] on it counts as cells[i].
create table qcdc.owing (
  id text collate "C" primary key,
  campaign text collate "C" not null,
  receiver text collate "C" not null,
  level text collate "C" not null,
  unit text collate "C" not null,
  times bigint[] not null,
  cells integer[] not null
) with (fillfactor = 70);
-- In the order of units, which within a campaign is that of ids: for the primary key's own order the planner would rather walk through all campaigns before.
create index owing_level on qcdc.owing (campaign, level, unit);
create index owing_receiver on qcdc.owing (campaign, receiver, level, unit);

-- How many obligations began (less how many ceased) to count as a cell within a stretch of 2^span milliseconds: what counts at an instant is the sum of all
-- stretches before it, long ones first, at most some thirty of each length. Scope: "*" for all of a campaign, "R<receiver>" for one committee's.
create table qcdc.tally (
  campaign text collate "C" not null,
  scope text collate "C" not null,
  span smallint not null,
  start bigint not null,
  level text collate "C" not null,
  cell integer not null,
  n integer not null,
  primary key (campaign, scope, span, start, level, cell)
) with (fillfactor = 70);

-- The stretches in which an obligation stands in the late list; state and rank give its order there. Rank: the due instant while the days late still grow,
-- the days late (negative) where they no longer do. Scopes as above, and "L<level>".
create table qcdc.late (
  campaign text collate "C" not null,
  scope text collate "C" not null,
  state smallint not null,
  rank bigint not null,
  unit text collate "C" not null,
  since bigint not null,
  until bigint not null,
  level text collate "C" not null,
  obligation text collate "C" not null,
  due bigint not null,
  days integer,
  submitted bigint
);
create index late_order on qcdc.late (campaign, scope, state, rank, unit);
create index late_until on qcdc.late (campaign, scope, state, until);
create index late_since on qcdc.late (campaign, scope, state, since);
create index late_obligation on qcdc.late (obligation);

-- Brings the sums into step with obligations just written: [{o, c, r, l, u: id, campaign, receiver, level, unit; t, k: times and cells, none when it is
-- removed; late: [state, since, until, rank, due, days, submitted]}].
create function qcdc.put_standings(p_given jsonb) returns void
language plpgsql set search_path = qcdc, pg_catalog, pg_temp as $$
begin
  if p_given = '[]' then return; end if;
  with given as (
    select * from jsonb_to_recordset(p_given) as g (o text, c text, r text, l text, t bigint[], k integer[])
  ), steps as (
    select c, r, l, t, k, 1 as sign from given where t is not null
    union all
    select w.campaign, w.receiver, w.level, w.times, w.cells, -1 from given g join owing w on w.id = g.o
  ), changes as (
    select s.c, s.r, s.l, s.t[i] as at, x.cell, sum(x.n * s.sign) as n
    from steps s, generate_subscripts(s.t, 1) i, lateral (values (s.k[i], 1), (s.k[i - 1], -1)) x (cell, n)
    where x.cell is not null
    group by s.c, s.r, s.l, s.t[i], x.cell
    having sum(x.n * s.sign) <> 0
  )
  insert into tally (campaign, scope, span, start, level, cell, n)
  select c, scope, span, at >> span, l, cell, sum(n)
  from changes, lateral (values ('*'), ('R' || r)) scopes (scope), unnest(array [0, 16, 21, 26, 31]) span
  group by c, scope, span, at >> span, l, cell
  having sum(n) <> 0
  on conflict (campaign, scope, span, start, level, cell) do update set n = tally.n + excluded.n;

  delete from late where obligation in (select value ->> 'o' from jsonb_array_elements(p_given));
  insert into late (campaign, scope, state, rank, unit, since, until, level, obligation, due, days, submitted)
  select g.c, scope, (s ->> 0)::smallint, (s ->> 3)::bigint, g.u, (s ->> 1)::bigint, (s ->> 2)::bigint, g.l, g.o, (s ->> 4)::bigint, (s ->> 5)::integer, (s ->> 6)::bigint
  from jsonb_to_recordset(p_given) as g (o text, c text, r text, l text, u text, late jsonb),
    lateral jsonb_array_elements(g.late) s, lateral (values ('*'), ('L' || g.l), ('R' || g.r)) scopes (scope);

  delete from owing where id in (select value ->> 'o' from jsonb_array_elements(p_given) where value ->> 't' is null);
  insert into owing (id, campaign, receiver, level, unit, times, cells)
  select o, c, r, l, u, t, k from jsonb_to_recordset(p_given) as g (o text, c text, r text, l text, u text, t bigint[], k integer[]) where t is not null
  on conflict (id) do update set campaign = excluded.campaign, receiver = excluded.receiver, level = excluded.level, unit = excluded.unit,
    times = excluded.times, cells = excluded.cells;
end $$;
