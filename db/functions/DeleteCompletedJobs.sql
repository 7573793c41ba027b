-- Deletes jobs that retention allows, but those whose throttle is still to be taken back: at most v_most of those that ended well before v_succeeded_before, or otherwise before
-- v_failed_before. Steps, counters and samples go with them. How many were deleted.
-- Called by: the job clean-up. Locks the deleted rows; jobs that somebody else locks are left for the next run.
create or replace function DeleteCompletedJobs(v_succeeded_before timestamptz, v_failed_before timestamptz, v_most integer) returns integer
language sql volatile as $$
  with doomed as (
    select job_id from job
    where is_auto_cleared and end_time is not null
      and end_time < case when status = 'FINISHED' then v_succeeded_before else v_failed_before end
      and not exists (select from volume_lease lease where lease.job_id = job.job_id)
      and not exists (select from step_task task where task.job_id = job.job_id and task.throttle_before is not null)
    order by end_time limit v_most
    for update skip locked),
  deleted as (
    delete from job using doomed where job.job_id = doomed.job_id returning 1)
  select count(*)::integer from deleted;
$$;
