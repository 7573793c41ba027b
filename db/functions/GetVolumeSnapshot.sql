-- What a command on a volume is validated against, as one JSON object; null when the cluster has no such volume.
--   now, cluster_name
--   volume                with its bricks and options
--   hosts                 all of the cluster, by name
--   shared_file_systems   peer and device of those that hold more than one brick of the cluster, whatever their volumes
--   ghosts                tasks of the volume that only some hosts still show, with the host's name
--   last_ended            how the volume's last task ended and when; null when it had none
-- Called by: commands on volumes, after they took the lease or locked the row of its holder. Locks nothing. PL/pgSQL, whose statements a session plans once.
create or replace function GetVolumeSnapshot(v_cluster_id uuid, v_volume_id uuid) returns jsonb
language plpgsql stable as $$
begin
  return (
    select jsonb_build_object(
      'now', now(),
      'cluster_name', cluster.name,
      'volume', to_jsonb(volume) || jsonb_build_object(
        'id', volume.volume_id,
        'bricks', coalesce((
          select jsonb_agg(to_jsonb(brick) || jsonb_build_object('id', brick.brick_id) order by brick.brick_order)
          from gluster_brick brick where brick.volume_id = volume.volume_id), '[]'::jsonb),
        'options', coalesce((
          select jsonb_agg(to_jsonb(option)) from gluster_volume_option option where option.volume_id = volume.volume_id), '[]'::jsonb)),
      'hosts', coalesce((
        select jsonb_agg(to_jsonb(host) || jsonb_build_object('id', host.host_id) order by host.name)
        from host where host.cluster_id = v_cluster_id), '[]'::jsonb),
      'shared_file_systems', coalesce((
        select jsonb_agg(to_jsonb(shared))
        from (
          select brick.peer_uuid, brick.device
          from gluster_brick brick join gluster_volume other using (volume_id)
          where other.cluster_id = v_cluster_id and brick.device is not null
          group by brick.peer_uuid, brick.device
          having count(*) > 1) shared), '[]'::jsonb),
      'ghosts', coalesce((
        select jsonb_agg(jsonb_build_object('host', host.name, 'task_id', ghost.task_id) order by host.name)
        from task_ghost ghost join host using (host_id) where ghost.volume_id = v_volume_id), '[]'::jsonb),
      'last_ended', (
        select jsonb_build_object('status', step.status, 'end_time', step.end_time)
        from step_task task join step using (step_id)
        where task.volume_id = v_volume_id and step.end_time is not null
        order by step.end_time desc limit 1))
    from gluster_volume volume join cluster using (cluster_id)
    where volume.volume_id = v_volume_id and volume.cluster_id = v_cluster_id);
end $$;
