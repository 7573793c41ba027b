-- Whether a job has a step that gluster (or VDSM) works on or has worked on: the job then ends with the task, and nobody may end it by hand.
-- Called by: the end of an external job or step, under the job's row lock. Locks nothing.
create or replace function CheckIfJobHasTasks(v_job_id uuid) returns boolean
language sql stable as $$
  select exists (
    select from step
    where job_id = v_job_id and external_id is not null and external_system_type in ('VDSM', 'GLUSTER'));
$$;
