-- Writes down that the generation of a released lease was moved on in gluster: a stamp where gluster was seen to keep it, null where another engine was
-- there. Nothing where somebody took the lease meanwhile.
-- Called by: the tasks sync. Locks the lease row until the transaction ends.
create or replace function EndMoveOn(v_volume_id uuid, v_generation bigint, v_stamp bigint) returns void
language sql volatile as $$
  update volume_lease
  set move_on_wanted = false, stamp = coalesce(v_stamp, stamp), stamps_tried = case when v_stamp is null then stamps_tried else '{}' end
  where volume_id = v_volume_id and generation = v_generation and step_id is null;
$$;
