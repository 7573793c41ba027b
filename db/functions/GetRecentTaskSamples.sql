-- Counters of a task over the last half hour, from which its throughput and its end are estimated: of each node the first sample in every half
-- minute, and the counters now; with the time it is. As JSON: {"now": .., "samples": [{"taken_at": .., "peer_uuid": .., ..}, ..]}.
-- Called by: GET of a step that is a running task. Locks nothing.
create or replace function GetRecentTaskSamples(v_step_id uuid) returns jsonb
language sql stable as $$
  with recent as (
    select distinct on (peer_uuid, date_bin('30 seconds', taken_at, timestamptz 'epoch')) *
    from step_task_sample
    where step_id = v_step_id and taken_at > now() - interval '30 minutes'
    order by peer_uuid, date_bin('30 seconds', taken_at, timestamptz 'epoch'), sample_id),
  samples as (
    select peer_uuid, taken_at, status, files, bytes, scanned, failed, skipped, run_time from recent
    union all
    select peer_uuid, changed_at, status, files, bytes, scanned, failed, skipped, run_time from step_task_node where step_id = v_step_id)
  select jsonb_build_object('now', now(), 'samples', coalesce((select jsonb_agg(to_jsonb(samples)) from samples), '[]'::jsonb));
$$;
