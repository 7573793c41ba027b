-- Keeps when the look at a cluster's hosts, peers and volumes began whose findings are about to be written. Whether none that began later was written before
-- it; else an engine that stood still would tell of what is over as if it were news.
-- One that began in the future began before the clock was set back, and counts no more.
-- Called by: the inventory, first in its transaction. Locks the cluster's row until it ends, so that one look is written at a time; before the rows of hosts
-- and volumes, as all who lock both do.
create or replace function BeginInventoryWrite(v_cluster_id uuid, v_looked_at timestamptz) returns boolean
language sql volatile as $$
  with written as (
    update cluster set inventory_look_at = v_looked_at
    where cluster_id = v_cluster_id and (inventory_look_at is null or inventory_look_at <= v_looked_at or inventory_look_at > now())
    returning 1)
  select exists (select from written);
$$;
