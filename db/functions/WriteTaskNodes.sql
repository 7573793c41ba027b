-- Keeps changed counters of nodes: the current row, and a sample for the history.
-- Called by: the tasks sync and the result of a stop, after FenceTasks in the same transaction.
create or replace function WriteTaskNodes(v_nodes jsonb) returns void
language sql volatile as $$
  with nodes as (
    select * from jsonb_to_recordset(v_nodes) as n (
      step_id uuid, peer_uuid uuid, status varchar, files bigint, bytes bigint, scanned bigint, failed bigint, skipped bigint,
      run_time double precision)),
  history as (
    insert into step_task_sample (step_id, peer_uuid, status, files, bytes, scanned, failed, skipped, run_time)
    select step_id, peer_uuid, status, files, bytes, scanned, failed, skipped, run_time from nodes)
  insert into step_task_node (step_id, peer_uuid, status, files, bytes, scanned, failed, skipped, run_time)
  select step_id, peer_uuid, status, files, bytes, scanned, failed, skipped, run_time from nodes
  on conflict (step_id, peer_uuid) do update
    set changed_at = now(),
        moved_at = case
          when (step_task_node.status, step_task_node.files, step_task_node.bytes, step_task_node.scanned, step_task_node.failed, step_task_node.skipped)
            is distinct from (excluded.status, excluded.files, excluded.bytes, excluded.scanned, excluded.failed, excluded.skipped) then now()
          else step_task_node.moved_at end,
        status = excluded.status, files = excluded.files, bytes = excluded.bytes, scanned = excluded.scanned,
        failed = excluded.failed, skipped = excluded.skipped, run_time = excluded.run_time;
$$;
