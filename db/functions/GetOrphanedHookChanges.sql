-- The open changes of hooks of a cluster that no engine works on any more.
-- Called by: the sync of hooks. Locks nothing.
create or replace function GetOrphanedHookChanges(v_cluster_id uuid) returns setof uuid
language sql stable as $$
  select change.step_id
  from hook_change change
  where change.cluster_id = v_cluster_id and change.deadline is not null
    and not (change.deadline > now() and exists (
      select from engine_instance engine where engine.engine_id = change.engine_id and EngineIsAlive(engine)))
  order by change.asked_at, change.step_id;
$$;
