-- Keeps the moment of a look for ghosts. Whether it is newer than the last one; an older one must not be written any more.
-- One that began in the future began before the clock was set back, and counts no more.
-- Called by: the look for ghosts, first in its transaction. Locks the cluster's row until it ends, so that one look is written at a time.
create or replace function BeginGhostWrite(v_cluster_id uuid, v_looked_at timestamptz) returns boolean
language sql volatile as $$
  with written as (
    update cluster set ghost_look_at = v_looked_at
    where cluster_id = v_cluster_id and (ghost_look_at is null or ghost_look_at <= v_looked_at or ghost_look_at > now())
    returning 1)
  select exists (select from written);
$$;
