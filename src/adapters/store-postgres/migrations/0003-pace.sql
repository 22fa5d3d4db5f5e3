-- A rate shared by all instances: when the next turn of each key is free, by the database's clock. Unlogged: after a crash of the server a rate begins anew.
create unlogged table qcdc.pace (
  key text collate "C" primary key,
  free_at double precision not null
) with (fillfactor = 50);

-- Takes the next turns of a key that has p_per_second of them and gives the milliseconds to wait for the last of them; p_burst may be taken at once.
create function qcdc.take_turn(p_key text, p_per_second double precision, p_burst double precision, p_turns integer) returns double precision
language plpgsql security definer set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_now double precision := extract(epoch from clock_timestamp()) * 1000;
  v_apart double precision := 1000 / p_per_second;
  v_free double precision;
begin
  insert into pace (key, free_at) values (p_key, v_now + v_apart * p_turns)
  on conflict (key) do update set free_at = greatest(pace.free_at, v_now) + v_apart * p_turns
  returning free_at into v_free;
  perform set_config('synchronous_commit', 'off', true);
  return greatest(0, v_free - v_now - p_burst * v_apart);
end $$;
