-- Keeps whether the question for the tasks of a cluster hung: since when it does, and when it last did.
-- Called by: the tasks sync after a list that hung, or that was answered after one that did; the look for ghosts. Locks the cluster's row.
create or replace function NoteTaskList(v_cluster_id uuid, v_hung boolean) returns void
language sql volatile as $$
  update cluster
  set task_list_hung_since = case when v_hung then coalesce(task_list_hung_since, now()) end,
      task_list_hung_at = case when v_hung then now() end
  where cluster_id = v_cluster_id;
$$;
