-- Of the given (step_id, generation) pairs, the steps that still hold their volume's lock under that generation.
-- Called by: everything that writes on a lease's behalf, first in its transaction. Locks those lease rows until it ends, in
-- the order of the volume ids, so that two callers never wait for each other. PL/pgSQL, whose statements a session plans once.
create or replace function FenceTasks(v_steps jsonb) returns setof uuid
language plpgsql volatile as $$
begin
  return query
    select lease.step_id
    from jsonb_to_recordset(v_steps) as given (step_id uuid, generation bigint)
    join volume_lease lease on lease.step_id = given.step_id and lease.generation = given.generation
    order by lease.volume_id
    for update of lease;
end $$;
