-- An engine's sign of life, with the session over which it came and the clusters whose tasks the engine has looked at since the last one. Rows that are
-- long out of date are dropped on the way.
-- Called by: the heartbeat, every second, over a session of its own. Locks the engine's own row and those of the clusters.
create or replace function BeatEngine(v_engine_id varchar, v_polls jsonb default '[]') returns void
language sql volatile as $$
  insert into engine_instance (engine_id, backend_pid, backend_start)
  values (v_engine_id, pg_backend_pid(), (select backend_start from pg_stat_activity where pid = pg_backend_pid()))
  on conflict (engine_id) do update
    set seen_at = now(), backend_pid = excluded.backend_pid, backend_start = excluded.backend_start;

  insert into cluster_poll as known (cluster_id, engine_id, polled_at)
  select cluster_id, v_engine_id, polled_at
  from jsonb_to_recordset(v_polls) as poll (cluster_id uuid, polled_at timestamptz)
  order by cluster_id
  on conflict (cluster_id) do update
    set engine_id = excluded.engine_id, polled_at = excluded.polled_at
    where known.polled_at <= excluded.polled_at;

  delete from engine_instance where seen_at < now() - interval '1 day';
  delete from cluster_poll where polled_at < now() - interval '1 day';
$$;
