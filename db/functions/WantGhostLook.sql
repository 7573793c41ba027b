-- Asks for a look at all hosts of a cluster for ghosts, in so many seconds.
-- Called by: a start that gluster refuses although the engine knows no task of the volume; a look that is to be repeated. Locks the cluster's row.
create or replace function WantGhostLook(v_cluster_id uuid, v_seconds integer) returns void
language sql volatile as $$
  update cluster set ghost_look_wanted_at = now() + v_seconds * interval '1 second' where cluster_id = v_cluster_id;
$$;
