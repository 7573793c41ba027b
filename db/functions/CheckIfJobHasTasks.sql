-- Whether a job has a step that gluster (or VDSM) works on: its end is then decided by the task, not by the command.
-- Called by: the end of a command (EngineDb.CheckIfJobHasTasksAsync). Locks nothing.
create or replace function CheckIfJobHasTasks(v_job_id uuid) returns boolean
language sql stable as $$
  select exists (
    select from step
    where job_id = v_job_id and external_id is not null and external_system_type in ('VDSM', 'GLUSTER'));
$$;
