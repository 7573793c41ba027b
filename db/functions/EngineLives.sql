-- Whether an engine that was last seen at a time counts as alive: four of its heartbeats may fail.
-- Called by: GetOpenTasks, GetClaimedRequest, GetEngines. Locks nothing.
create or replace function EngineLives(v_seen_at timestamptz) returns boolean
language sql stable as $$
  select v_seen_at > now() - interval '12 seconds';
$$;
