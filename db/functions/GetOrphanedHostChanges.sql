-- The hosts of a cluster that are joining or leaving its pool, as far as no engine waits for gluster's answer any more.
-- Called by: the sync of host changes. Locks nothing.
create or replace function GetOrphanedHostChanges(v_cluster_id uuid) returns setof uuid
language sql stable as $$
  select change.step_id
  from host_change change
  where change.cluster_id = v_cluster_id and change.deadline is not null
    and not (change.deadline > now() and exists (
      select from engine_instance engine where engine.engine_id = change.engine_id and EngineIsAlive(engine)))
  order by change.asked_at, change.step_id;
$$;
