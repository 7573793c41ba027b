-- The open gluster tasks of a cluster, or of one volume of it, each with its nodes' counters as JSON; one query, however many tasks.
-- in_flight: the engine that asked gluster for a change lives and may still get the answer. Where the host that was asked went silent the others
-- are looked at meanwhile.
-- Called by: the tasks sync, and commands for their volume. Locks nothing.
create or replace function GetOpenTasks(v_cluster_id uuid, v_volume_id uuid default null) returns table (
  step_id uuid, job_id uuid, volume_id uuid, volume_name varchar, task_type varchar, fix_layout boolean, generation bigint,
  status varchar, description text, external_id uuid, start_time timestamptz, correlation_id varchar,
  intent varchar, intent_deadline timestamptz, in_flight boolean, previous_task_id uuid, missing_views integer, missing_since timestamptz,
  nodes_expected integer, nodes_answered integer, quiet_until timestamptz, health varchar, health_since timestamptz, health_detail text,
  auto_commit boolean, commit_tried boolean, preempted boolean, progress smallint, work jsonb, bricks jsonb, nodes jsonb)
language sql stable as $$
  select task.step_id, task.job_id, task.volume_id, task.volume_name, task.task_type, task.fix_layout, task.lease_generation,
    step.status, step.description, step.external_id, step.start_time, step.correlation_id,
    task.intent, task.intent_deadline,
    task.intent is not null and task.intent_deadline > now() and exists (
      select from volume_lease lease join engine_instance engine using (engine_id)
      where lease.step_id = task.step_id and EngineIsAlive(engine))
    and not exists (
      select from host where host.cluster_id = task.cluster_id and host.name = task.asked_host and host.status = 'NON_RESPONSIVE'),
    task.previous_task_id, task.missing_views, task.missing_since, task.nodes_expected, task.nodes_answered, task.quiet_until,
    task.health, task.health_since, task.health_detail, task.auto_commit, task.commit_tried, task.preempted, step.progress, task.work,
    coalesce((select jsonb_agg(to_jsonb(brick)) from step_task_brick brick where brick.step_id = task.step_id), '[]'::jsonb),
    coalesce((select jsonb_agg(to_jsonb(node)) from step_task_node node where node.step_id = task.step_id), '[]'::jsonb)
  from step_task task join step on step.step_id = task.step_id
  where task.cluster_id = v_cluster_id and step.end_time is null and (v_volume_id is null or task.volume_id = v_volume_id);
$$;
