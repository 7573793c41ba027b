-- Gives the lock back that a step holds under a generation; nothing where it does not. Whether it did. The row stays, so that its generation does.
-- Called by: UpdateTasks, for tasks that are over. Locks the lease row until the transaction ends.
create or replace function ReleaseVolumeLease(v_step_id uuid, v_generation bigint) returns boolean
language plpgsql volatile as $$
begin
  update volume_lease
  set job_id = null, step_id = null, engine_id = null, acquired_at = null
  where step_id = v_step_id and generation = v_generation;
  return found;
end $$;
