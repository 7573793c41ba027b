-- Writes the new state of fenced task steps. Where job_status is given the task is over: the step, its parents and the job end,
-- and the lock is released.
-- Called by: the tasks sync and the result of a command, after FenceTasks in the same transaction.
-- PL/pgSQL, whose statements a session plans once. The planner takes a JSON array for a hundred rows, which it would join by reading whole
-- tables; there is mostly one, and rows are found by their keys.
create or replace function UpdateTasks(v_tasks jsonb) returns void
language plpgsql volatile set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
  update step
  set status = t.status, description = t.description, external_id = t.external_id, progress = t.progress,
      external_system_type = case when t.external_id is null then null else 'GLUSTER' end,
      end_time = case when t.job_status is not null then now() end
  from jsonb_to_recordset(v_tasks) as t (
    step_id uuid, status varchar, description text, external_id uuid, progress smallint, job_status varchar)
  where step.step_id = t.step_id;

  update step_task
  set intent = t.intent, intent_deadline = t.intent_deadline, missing_views = t.missing_views, missing_since = t.missing_since,
      nodes_expected = t.nodes_expected, nodes_answered = t.nodes_answered, quiet_until = t.quiet_until,
      health = t.health, health_since = t.health_since, health_detail = t.health_detail, commit_tried = t.commit_tried,
      work = t.work
  from jsonb_to_recordset(v_tasks) as t (
    step_id uuid, intent varchar, intent_deadline timestamptz, missing_views integer, missing_since timestamptz,
    nodes_expected integer, nodes_answered integer, quiet_until timestamptz,
    health varchar, health_since timestamptz, health_detail text, commit_tried boolean, work jsonb)
  where step_task.step_id = t.step_id;

  update job
  set status = coalesce(t.job_status, job.status), end_time = case when t.job_status is null then job.end_time else now() end,
      last_update_time = now()
  from jsonb_to_recordset(v_tasks) as t (job_id uuid, job_status varchar)
  where job.job_id = t.job_id;

  update step
  set status = t.job_status, end_time = now()
  from jsonb_to_recordset(v_tasks) as t (step_id uuid, job_id uuid, job_status varchar)
  where step.job_id = t.job_id and t.job_status is not null and step.step_id <> t.step_id and step.end_time is null;

  perform ReleaseVolumeLease(lease.step_id, lease.generation)
  from jsonb_to_recordset(v_tasks) as t (step_id uuid, job_status varchar)
  join volume_lease lease on lease.step_id = t.step_id
  where t.job_status is not null;
end $$;
