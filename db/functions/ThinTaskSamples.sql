-- Thins the history of counters out: of each node of a task every sample of the last hour stays, then until a day the last one of each minute, then
-- the last one of every 10 minutes. A task that ended two days ago is as thin as it gets and not looked at again. How many samples went.
-- Called by: the job clean-up. Locks the deleted rows, which nobody else writes.
create or replace function ThinTaskSamples() returns integer
language sql volatile as $$
  with old as (
    select sample_id, row_number() over (
      partition by sample.step_id, peer_uuid, taken_at < now() - interval '1 day',
        date_bin(case when taken_at < now() - interval '1 day' then interval '10 minutes' else interval '1 minute' end, taken_at, timestamptz 'epoch')
      order by sample_id desc) as place
    from step join step_task_sample sample on sample.step_id = step.step_id
    where (step.end_time is null or step.end_time > now() - interval '2 days') and taken_at < now() - interval '1 hour'),
  deleted as (
    delete from step_task_sample using old
    where step_task_sample.sample_id = old.sample_id and old.place > 1 returning 1)
  select count(*)::integer from deleted;
$$;
