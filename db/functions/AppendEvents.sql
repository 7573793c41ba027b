-- Adds lines to the audit log.
-- Called by: everything that tells operators what happened. Locks nothing.
create or replace function AppendEvents(v_events jsonb) returns void
language sql volatile as $$
  insert into event (code, severity, description, correlation_id, cluster_id, host_id, volume_id, job_id, user_id)
  select code, severity, description, correlation_id, cluster_id, host_id, volume_id, job_id, user_id
  from jsonb_to_recordset(v_events) as e (
    code integer, severity varchar, description text, correlation_id varchar, cluster_id uuid, host_id uuid, volume_id uuid,
    job_id uuid, user_id uuid);
$$;
