-- Turns taken by what does not wait (replies) are laid at most p_ahead milliseconds ahead, or a rush of them would hold the others back for minutes; null: without end.
drop function qcdc.take_turn(text, double precision, double precision, integer);
create function qcdc.take_turn(p_key text, p_per_second double precision, p_burst double precision, p_turns integer, p_ahead double precision) returns double precision
language plpgsql security definer set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_now double precision := extract(epoch from clock_timestamp()) * 1000;
  v_apart double precision := 1000 / p_per_second;
  v_most double precision := coalesce(v_now + p_ahead, 'infinity');
  v_free double precision;
begin
  insert into pace (key, free_at) values (p_key, least(v_now + v_apart * p_turns, v_most))
  on conflict (key) do update set free_at = greatest(pace.free_at, v_now, least(greatest(pace.free_at, v_now) + v_apart * p_turns, v_most))
  returning free_at into v_free;
  perform set_config('synchronous_commit', 'off', true);
  return greatest(0, v_free - v_now - p_burst * v_apart);
end $$;
