-- Ends a short change of a volume: its step and job get their status, its lease is free again. Whether it was still open under that generation.
-- Called by: commands on volumes and the sync of changes, after they hold the lease's row (FenceTasks) where the change has one. Locks the
-- change's rows.
create or replace function EndVolumeChange(v_step_id uuid, v_generation bigint, v_status varchar, v_description text) returns boolean
language plpgsql volatile as $$
declare
  v_job_id uuid;
begin
  update volume_change set deadline = null
  where step_id = v_step_id and deadline is not null and lease_generation is not distinct from v_generation
  returning job_id into v_job_id;
  if not found then
    return false;
  end if;

  update step set status = v_status, description = v_description, end_time = now() where step_id = v_step_id;
  update job set status = v_status, end_time = now(), last_update_time = now() where job_id = v_job_id;
  perform ReleaseVolumeLease(lease.step_id, lease.generation) from volume_lease lease where lease.step_id = v_step_id;
  return true;
end $$;
