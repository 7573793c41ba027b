-- Ends the joining or leaving of a host: its step and job get their status. Whether it was still open.
-- Called by: AddHost, RemoveHost and the sync of host changes. Locks the change's rows.
create or replace function EndHostChange(v_step_id uuid, v_status varchar, v_description text) returns boolean
language sql volatile as $$
  with ended as (
    update host_change set deadline = null
    where step_id = v_step_id and deadline is not null
    returning step_id, job_id),
  ended_steps as (
    update step set status = v_status, description = v_description, end_time = now()
    from ended where step.step_id = ended.step_id),
  ended_jobs as (
    update job set status = v_status, end_time = now(), last_update_time = now()
    from ended where job.job_id = ended.job_id)
  select exists (select from ended);
$$;
