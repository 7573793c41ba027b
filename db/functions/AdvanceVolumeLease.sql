-- Gives a step that holds the lock a new generation, so that whoever still works under the old one is fenced off.
-- The new generation, or null when the step does not hold it.
-- Called by: commands that end a task. Locks the lease row until the transaction ends.
create or replace function AdvanceVolumeLease(v_volume_id uuid, v_step_id uuid, v_engine_id varchar) returns bigint
language sql volatile as $$
  with advanced as (
    update volume_lease
    set generation = nextval('volume_lease_generation_seq'), engine_id = v_engine_id, acquired_at = now()
    where volume_id = v_volume_id and step_id = v_step_id
    returning generation, step_id)
  update step_task set lease_generation = advanced.generation, preempted = false
  from advanced where step_task.step_id = advanced.step_id
  returning step_task.lease_generation;
$$;
