-- Writes down that a lease's generation is about to be written into gluster. What gluster may keep now; null when the step does not hold the
-- lease under that generation.
-- Called by: commands and the tasks sync, before they ask gluster for a change. Locks the lease row until the transaction ends.
create or replace function BeginStamp(v_step_id uuid, v_generation bigint) returns bigint[]
language sql volatile as $$
  update volume_lease lease
  set stamps_tried = array_append(before.stamps_tried, v_generation)
  from (select volume_id, stamp, stamps_tried from volume_lease where step_id = v_step_id for update) before
  where lease.volume_id = before.volume_id and lease.generation = v_generation
  returning array_prepend(before.stamp, before.stamps_tried);
$$;
