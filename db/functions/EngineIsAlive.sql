-- Whether calls of an engine may still be answered. Not after 12 s without a sign of life: it stands still, or is cut off. Not after 4 s either if the
-- session over which its signs came is gone as well: a process that dies takes its sessions with it, while one that lost a session opens another and
-- tells at once. A start of the database counts as a sign, since it ends all sessions. Whose sessions of others are hidden from this user, or whose
-- sessions a pooler keeps, counts as alive for the 12 s.
-- A sign out of the future was given before the clock was set back; one that lives gives another within a second.
-- Called by: GetOpenTasks, GetOrphanedVolumeChanges, GetClaimedRequest, GetEngines, GiveUpOrphanedJobs. Locks nothing.
create or replace function EngineIsAlive(v_engine engine_instance) returns boolean
language sql stable as $$
  select v_engine.seen_at > now() - interval '12 seconds' and v_engine.seen_at < now() + interval '12 seconds' and (
    v_engine.backend_pid is null
    or greatest(v_engine.seen_at, pg_postmaster_start_time()) > now() - interval '4 seconds'
    or exists (
      select from pg_stat_activity session
      where session.pid = v_engine.backend_pid and (session.backend_start is null or session.backend_start = v_engine.backend_start)));
$$;
