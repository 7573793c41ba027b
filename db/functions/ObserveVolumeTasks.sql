-- Remembers which task gluster lists for a volume, so that a known one is never adopted again.
-- Called by: the tasks sync. Locks the volume rows it changes.
create or replace function ObserveVolumeTasks(v_volumes jsonb) returns void
language sql volatile as $$
  update gluster_volume
  set task_id = v.task_id, tasks_observed = true
  from jsonb_to_recordset(v_volumes) as v (volume_id uuid, task_id uuid)
  where gluster_volume.volume_id = v.volume_id;
$$;
