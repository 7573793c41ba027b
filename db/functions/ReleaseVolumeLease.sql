-- Gives back the lock of a volume that a step holds under a generation. Whether it still held it.
-- Called by: the end of a cure. The leases of tasks are released by UpdateTasks. Locks the lease row until the transaction ends.
create or replace function ReleaseVolumeLease(v_volume_id uuid, v_step_id uuid, v_generation bigint) returns boolean
language sql volatile as $$
  with released as (
    update volume_lease
    set job_id = null, step_id = null, engine_id = null, acquired_at = null
    where volume_id = v_volume_id and step_id = v_step_id and generation = v_generation
    returning 1)
  select exists (select from released);
$$;
