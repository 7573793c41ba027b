-- Takes the lock of a volume for a step. The new generation, or null when another step holds it.
-- Called by: commands that begin a task, adoption. Locks the lease row until the transaction ends; a second caller waits
-- for that and then sees it held, or free after a roll-back. Its number is drawn after that wait: one that was drawn before it could be
-- older than what the first has left.
create or replace function AcquireVolumeLease(v_volume_id uuid, v_job_id uuid, v_step_id uuid, v_engine_id varchar) returns bigint
language sql volatile as $$
  insert into volume_lease as lease (volume_id, generation, job_id, step_id, engine_id, acquired_at)
  values (v_volume_id, nextval('volume_lease_generation_seq'), v_job_id, v_step_id, v_engine_id, now())
  on conflict (volume_id) do update
    set generation = nextval('volume_lease_generation_seq'), job_id = excluded.job_id, step_id = excluded.step_id,
        engine_id = excluded.engine_id, acquired_at = excluded.acquired_at
    where lease.step_id is null
  returning generation;
$$;
