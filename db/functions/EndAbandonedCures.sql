-- Fails the cures of a cluster's ghosts whose engine is gone, and gives their volumes back. How many there were.
-- Called by: the tasks sync of a cluster that has ghosts. Locks those lease rows.
create or replace function EndAbandonedCures(v_cluster_id uuid) returns integer
language sql volatile as $$
  with abandoned as (
    update volume_lease lease
    set job_id = null, step_id = null, engine_id = null, acquired_at = null
    from job, gluster_volume volume
    where job.job_id = lease.job_id and job.action_type = 'CURE_GLUSTER_TASK_GHOST'
      and volume.volume_id = lease.volume_id and volume.cluster_id = v_cluster_id
      and not exists (
        select from engine_instance engine where engine.engine_id = lease.engine_id and engine.seen_at > now() - interval '20 seconds')
    returning job.job_id),
  steps as (
    update step set status = 'FAILED', end_time = now()
    from abandoned where step.job_id = abandoned.job_id and step.end_time is null),
  jobs as (
    update job set status = 'FAILED', end_time = now(), last_update_time = now()
    from abandoned where job.job_id = abandoned.job_id
    returning 1)
  select count(*)::integer from jobs;
$$;
