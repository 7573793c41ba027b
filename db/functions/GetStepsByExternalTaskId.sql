-- All steps of a gluster task, open or ended, parents first.
-- Called by: adoption and the result of a start (EngineDb.GetStepsByExternalTaskId). Locks nothing.
create or replace function GetStepsByExternalTaskId(v_external_id uuid) returns setof step
language sql stable as $$
  select * from step where external_id = v_external_id order by parent_step_id nulls first, step_number;
$$;
