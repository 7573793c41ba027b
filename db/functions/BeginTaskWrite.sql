-- Keeps when the look at a cluster's tasks began whose findings are about to be written. Whether none that began later was written before it; else an engine
-- that stood still would write what is over, under a generation that a look does not move on.
-- One that began in the future began before the clock was set back, and counts no more.
-- Called by: the sync of tasks, first in each of its transactions: what it changes, adopts and remembers. Locks the cluster's row until it ends, so that one look is written at a time.
create or replace function BeginTaskWrite(v_cluster_id uuid, v_looked_at timestamptz) returns boolean
language sql volatile as $$
  with written as (
    update cluster set task_look_at = v_looked_at
    where cluster_id = v_cluster_id and (task_look_at is null or task_look_at <= v_looked_at or task_look_at > now())
    returning 1)
  select exists (select from written);
$$;
