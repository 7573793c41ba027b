-- An engine's sign of life. Rows of engines that are long gone are dropped on the way.
-- Called by: the heartbeat, every 5 s. Locks the engine's own row.
create or replace function BeatEngine(v_engine_id varchar) returns void
language sql volatile as $$
  insert into engine_instance (engine_id) values (v_engine_id)
  on conflict (engine_id) do update set seen_at = now();
  delete from engine_instance where seen_at < now() - interval '1 day';
$$;
