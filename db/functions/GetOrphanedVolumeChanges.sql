-- The open short changes of a cluster for whose answer no engine waits any more, or whose host went silent: then the others are looked at meanwhile.
-- Called by: the sync of changes. Locks nothing.
create or replace function GetOrphanedVolumeChanges(v_cluster_id uuid) returns setof uuid
language sql stable as $$
  select change.step_id
  from volume_change change
  where change.cluster_id = v_cluster_id and change.deadline is not null
    and not (change.deadline > now() and exists (
      select from engine_instance engine where engine.engine_id = change.engine_id and EngineIsAlive(engine))
    and not exists (
      select from host where host.cluster_id = change.cluster_id and host.name = change.asked_host and host.status = 'NON_RESPONSIVE'))
  order by change.asked_at, change.step_id;
$$;
