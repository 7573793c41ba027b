-- Ends a change of a hook: its step and job get their status, and what was read of the cluster's hooks before counts no more. Whether it was still open.
-- Called by: commands on hooks and the sync of hooks. Locks the change's rows and the cluster's.
create or replace function EndHookChange(v_step_id uuid, v_status varchar, v_description text) returns boolean
language sql volatile as $$
  with ended as (
    update hook_change set deadline = null
    where step_id = v_step_id and deadline is not null
    returning step_id, job_id, cluster_id),
  ended_steps as (
    update step set status = v_status, description = v_description, end_time = now()
    from ended where step.step_id = ended.step_id),
  ended_jobs as (
    update job set status = v_status, end_time = now(), last_update_time = now()
    from ended where job.job_id = ended.job_id),
  outdated as (
    update cluster set hooks_seen_at = now()
    from ended where cluster.cluster_id = ended.cluster_id)
  select exists (select from ended);
$$;
