-- Ends the open jobs of a cluster whose engine is gone, and their open steps: nobody can tell any more how they came out. Which jobs these were. Those that are hours old,
-- too: no count takes that long, so their engine lives but never heard that the database had taken them.
-- Called by: the sync of the inventory. Locks the ended rows; jobs that somebody else locks are left for the next run.
create or replace function GiveUpOrphanedJobs(v_cluster_id uuid, v_description text) returns setof uuid
language sql volatile as $$
  with orphans as (
    select job.job_id from job
    where job.engine_id is not null and job.end_time is null
      and exists (select from job_subject subject where subject.job_id = job.job_id and subject.entity_id = v_cluster_id)
      and (job.start_time < now() - interval '2 hours'
        or not exists (select from engine_instance engine where engine.engine_id = job.engine_id and EngineIsAlive(engine)))
    for update skip locked),
  ended_steps as (
    update step set status = 'UNKNOWN', description = v_description, end_time = now()
    from orphans where step.job_id = orphans.job_id and step.end_time is null)
  update job set status = 'UNKNOWN', end_time = now(), last_update_time = now()
  from orphans where job.job_id = orphans.job_id
  returning job.job_id;
$$;
