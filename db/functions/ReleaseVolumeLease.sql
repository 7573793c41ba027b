-- Gives the lock back that a step holds under a generation; nothing where it does not. Whether it did. The row stays, so that its generation does.
-- What was asked of gluster and never answered may still be on its way then, whatever a look showed: it is kept from happening late by a new
-- generation, which is wished to be moved on to. A new one, since what is tried again expects its own as well; and gluster may keep it from then on.
-- Called by: UpdateTasks and EndVolumeChange, for tasks and changes that are over. Locks the lease row until the transaction ends.
create or replace function ReleaseVolumeLease(v_step_id uuid, v_generation bigint) returns boolean
language plpgsql volatile as $$
declare
  v_volume_id uuid;
  v_may_happen_late boolean;
  v_next bigint;
begin
  update volume_lease
  set job_id = null, step_id = null, engine_id = null, acquired_at = null
  where step_id = v_step_id and generation = v_generation
  returning volume_id, move_on_wanted or cardinality(stamps_tried) > 0 into v_volume_id, v_may_happen_late;
  if not found then
    return false;
  end if;

  if v_may_happen_late then
    v_next := nextval('volume_lease_generation_seq');
    update volume_lease
    set generation = v_next, stamps_tried = array_append(stamps_tried, v_next), move_on_wanted = true
    where volume_id = v_volume_id;
  end if;
  return true;
end $$;
