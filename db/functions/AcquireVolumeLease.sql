-- Takes the lock of a volume for a step. The new generation, or null when another step holds it.
-- Called by: commands that begin a task, adoption. Locks the lease row until the transaction ends; a second caller waits
-- for that and then sees it held, or free after a roll-back. Its number is drawn after that wait: one that was drawn before it could be
-- older than what the first has left. PL/pgSQL, whose statements a session plans once. The row is there but for a volume's first lease.
create or replace function AcquireVolumeLease(v_volume_id uuid, v_job_id uuid, v_step_id uuid, v_engine_id varchar) returns bigint
language plpgsql volatile as $$
declare
  v_generation bigint;
begin
  update volume_lease
  set generation = nextval('volume_lease_generation_seq'), job_id = v_job_id, step_id = v_step_id, engine_id = v_engine_id, acquired_at = now()
  where volume_id = v_volume_id and step_id is null
  returning generation into v_generation;
  if found then
    return v_generation;
  end if;

  insert into volume_lease as lease (volume_id, generation, job_id, step_id, engine_id, acquired_at)
  values (v_volume_id, nextval('volume_lease_generation_seq'), v_job_id, v_step_id, v_engine_id, now())
  on conflict (volume_id) do update
    set generation = nextval('volume_lease_generation_seq'), job_id = excluded.job_id, step_id = excluded.step_id,
        engine_id = excluded.engine_id, acquired_at = excluded.acquired_at
    where lease.step_id is null
  returning generation into v_generation;
  return v_generation;
end $$;
