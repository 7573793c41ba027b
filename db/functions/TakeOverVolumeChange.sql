-- Takes a short change without definite answer over from the engine that asked for it, whose late writes change nothing from then on. Its new
-- generation, null where it holds no lease; no row when it is not open any more.
-- Called by: the sync of changes, and the release of a lease. Locks the change's row and its lease until the transaction ends.
create or replace function TakeOverVolumeChange(v_step_id uuid, v_engine_id varchar) returns table (lease_generation bigint)
language sql volatile as $$
  with advanced as (
    update volume_lease lease
    set generation = nextval('volume_lease_generation_seq'), engine_id = v_engine_id, acquired_at = now()
    where lease.step_id = v_step_id
    returning lease.generation)
  update volume_change change
  set lease_generation = (select generation from advanced), engine_id = v_engine_id, deadline = to_timestamp(0)
  where change.step_id = v_step_id and change.deadline is not null
  returning change.lease_generation;
$$;
