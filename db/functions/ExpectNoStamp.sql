-- Writes down that gluster may come to keep no generation of a volume, since a reset of all options takes it away.
-- Called by: the reset of all options, before gluster is asked. Locks the lease row until the transaction ends.
create or replace function ExpectNoStamp(v_step_id uuid, v_generation bigint) returns void
language sql volatile as $$
  update volume_lease set stamps_tried = array_append(stamps_tried, 0::bigint) where step_id = v_step_id and generation = v_generation;
$$;
