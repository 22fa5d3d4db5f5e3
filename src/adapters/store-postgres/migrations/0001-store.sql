-- Records, journal and salts. Ids and keys are compared byte by byte (COLLATE "C"): keyText.ts writes them so that this is the order of the embedded store.

-- One row: where the journal ends, and which indexes and standings the records were written with. Its lock makes every commit of every instance follow
-- another, so that the journal is one chain and no two commits can wait for each other.
create table qcdc.chain (
  one boolean primary key default true check (one),
  seq bigint not null default 0,
  hash text not null default '',
  shape text not null default ''
);
insert into qcdc.chain default values;

-- What each running instance committed last: a batch sent again after a dropped connection is answered, not done again.
create table qcdc.instance (
  id text collate "C" primary key,
  batch bigint not null,
  answer jsonb not null,
  seen timestamptz not null
) with (fillfactor = 50);

-- "json", not "jsonb": a record comes back as it was written, its members' order and escaped control characters included.
create table qcdc.record (
  kind text collate "C" not null,
  id text collate "C" not null,
  rev integer not null check (rev > 0),
  record json not null,
  keys text[] not null,
  primary key (kind, id)
) with (fillfactor = 85);

-- The keys of each record's indexes, "index:key".
create table qcdc.record_key (
  kind text collate "C" not null,
  key text collate "C" not null,
  id text collate "C" not null,
  primary key (kind, key, id)
);

create table qcdc.salt (
  subject text collate "C" primary key,
  salt text not null
);

-- Each entry as its one line of canonical JSON.
create table qcdc.journal (
  seq bigint primary key,
  line text not null
);

create function qcdc.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on qcdc.journal for each statement execute function qcdc.refuse_change();

-- Writes (or with no record removes) one record and brings its keys into step. Without p_rev the revision counts on.
create function qcdc.put_record(p_kind text, p_id text, p_rev integer, p_record text, p_keys text[]) returns void
language plpgsql set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_old text[];
begin
  select keys into v_old from record where kind = p_kind and id = p_id;
  if p_record is null then
    if v_old is null then return; end if;
    delete from record where kind = p_kind and id = p_id;
  elsif v_old is null then
    insert into record (kind, id, rev, record, keys) values (p_kind, p_id, coalesce(p_rev, 1), p_record::json, p_keys);
  else
    update record set rev = coalesce(p_rev, rev + 1), record = p_record::json, keys = p_keys where kind = p_kind and id = p_id;
  end if;
  if v_old is distinct from p_keys then
    delete from record_key where kind = p_kind and id = p_id and key = any (v_old) and not key = any (coalesce(p_keys, '{}'));
    insert into record_key (kind, key, id) select p_kind, k, p_id from unnest(p_keys) k where v_old is null or not k = any (v_old);
  end if;
end $$;

-- The first write of a change whose record has not the revision expected: [place in the change, revision now]; null when there is none.
-- A write: [kind, id, expected revision or null, record or null, keys]. p_again: some record is written twice, so that revisions move on within the change.
create function qcdc.conflict_in(p_writes jsonb, p_again boolean) returns jsonb
language plpgsql stable set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_write jsonb;
  v_place integer := -1;
  v_rev integer;
  v_name text;
  v_revs jsonb := '{}';
begin
  for v_write in select value from jsonb_array_elements(p_writes) loop
    v_place := v_place + 1;
    if not p_again and v_write ->> 2 is null then continue; end if;
    v_name := (v_write ->> 0) || '/' || (v_write ->> 1);
    v_rev := (v_revs ->> v_name)::integer;
    if v_rev is null then
      select rev into v_rev from record where kind = v_write ->> 0 and id = v_write ->> 1;
      v_rev := coalesce(v_rev, 0);
    end if;
    if (v_write ->> 2)::integer <> v_rev then return jsonb_build_array(v_place, v_rev); end if;
    if p_again then
      v_revs := v_revs || jsonb_build_object(v_name, case when v_write ->> 3 is null then 0 else v_rev + 1 end);
    end if;
  end loop;
  return null;
end $$;

-- Commits a batch of changes in their order, each all or nothing; the answer has null for each that was written and its conflict for each that was not.
-- A change: {"w": writes, "again": boolean, "s": standings, "e": subjects whose salts go, "a": acts}.
-- An act: [entry before the content hash, content or null, salt to use if there is none, entry up to its own hash, recorded at, entry after, subject].
create function qcdc.commit(p_shape text, p_instance text, p_batch bigint, p_durable boolean, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_seq bigint;
  v_hash text;
  v_shape text;
  v_known bigint;
  v_answer jsonb := '[]';
  v_change jsonb;
  v_conflict jsonb;
  v_item jsonb;
  v_salt text;
  v_head text;
  v_tail text;
begin
  select seq, hash, shape into v_seq, v_hash, v_shape from chain for update;
  if v_shape <> p_shape then
    raise exception 'the store was migrated for another version' using errcode = 'QC001';
  end if;
  select batch, answer into v_known, v_answer from instance where id = p_instance;
  if v_known = p_batch then return v_answer; end if;
  if v_known > p_batch then
    raise exception 'this batch was given up' using errcode = 'QC002';
  end if;
  v_answer := '[]';

  for v_change in select value from jsonb_array_elements(p_changes) loop
    v_conflict := conflict_in(v_change -> 'w', (v_change ->> 'again')::boolean);
    v_answer := v_answer || jsonb_build_array(v_conflict);
    if v_conflict is not null then continue; end if;
    for v_item in select value from jsonb_array_elements(v_change -> 'w') loop
      perform put_record(v_item ->> 0, v_item ->> 1, null, v_item ->> 3, (v_item ->> 4)::text[]);
    end loop;
    if v_change ? 's' then perform put_standings(v_change -> 's'); end if;
    if v_change ? 'e' then
      delete from salt where subject in (select jsonb_array_elements_text(v_change -> 'e'));
    end if;
    for v_item in select value from jsonb_array_elements(v_change -> 'a') loop
      v_head := v_item ->> 0;
      if v_item ->> 1 is not null then
        select salt into v_salt from salt where subject = v_item ->> 6;
        if not found then
          v_salt := v_item ->> 2;
          insert into salt (subject, salt) values (v_item ->> 6, v_salt);
        end if;
        v_head := v_head || '"contentHash":"' || encode(sha256(convert_to(v_salt || (v_item ->> 1), 'UTF8')), 'hex') || '",';
      end if;
      v_head := v_head || (v_item ->> 3);
      v_seq := v_seq + 1;
      v_tail := '"prev":"' || v_hash || '","recordedAt":' || (v_item ->> 4) || ',"seq":' || v_seq || ',' || (v_item ->> 5);
      v_hash := encode(sha256(convert_to(v_head || v_tail, 'UTF8')), 'hex');
      insert into journal (seq, line) values (v_seq, v_head || '"hash":"' || v_hash || '",' || v_tail);
    end loop;
  end loop;

  update chain set seq = v_seq, hash = v_hash where seq <> v_seq;
  if v_known is null then
    -- Instances that are gone leave a row each; a batch is never sent again after days.
    delete from instance where seen < now() - interval '7 days';
    insert into instance (id, batch, answer, seen) values (p_instance, p_batch, v_answer, now());
  else
    update instance set batch = p_batch, answer = v_answer, seen = now() where id = p_instance;
  end if;

  -- Whoever waits is told only of what would survive a power cut, whatever the server's own setting; nobody waits for a note.
  if not p_durable then
    perform set_config('synchronous_commit', 'off', true);
  elsif current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  return v_answer;
end $$;

-- Takes records with their revisions, salts and journal entries as they stand in another store. Not for the application's role.
-- A record: [kind, id, revision or null to remove it, record, keys]. An entry: [seq, prev, hash, line].
create function qcdc.load(p_shape text, p_records jsonb, p_standings jsonb, p_salts jsonb, p_entries jsonb) returns void
language plpgsql set search_path = qcdc, pg_catalog, pg_temp as $$
declare
  v_seq bigint;
  v_hash text;
  v_shape text;
  v_item jsonb;
begin
  select seq, hash, shape into v_seq, v_hash, v_shape from chain for update;
  if v_shape <> p_shape then
    raise exception 'the store was migrated for another version' using errcode = 'QC001';
  end if;
  for v_item in select value from jsonb_array_elements(p_records) loop
    perform put_record(v_item ->> 0, v_item ->> 1, (v_item ->> 2)::integer, v_item ->> 3, (v_item ->> 4)::text[]);
  end loop;
  perform put_standings(p_standings);
  for v_item in select value from jsonb_array_elements(p_salts) loop
    if v_item ->> 1 is null then
      delete from salt where subject = v_item ->> 0;
    else
      insert into salt (subject, salt) values (v_item ->> 0, v_item ->> 1) on conflict (subject) do update set salt = excluded.salt;
    end if;
  end loop;
  for v_item in select value from jsonb_array_elements(p_entries) loop
    if (v_item ->> 0)::bigint <> v_seq + 1 or v_item ->> 1 <> v_hash then
      raise exception 'entry % does not follow the journal''s end', v_item ->> 0 using errcode = 'QC003';
    end if;
    v_seq := v_seq + 1;
    v_hash := v_item ->> 2;
    insert into journal (seq, line) values (v_seq, v_item ->> 3);
  end loop;
  update chain set seq = v_seq, hash = v_hash where seq <> v_seq;
end $$;
