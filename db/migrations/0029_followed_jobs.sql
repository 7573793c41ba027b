-- A step of an external job that stands for an operation which was asked under it (oVirt's JobId and StepId): the operation has a job of its own, and the
-- step ends when that one does, whoever ends it. The trigger stands here and not among the functions, which are dropped when they change.

alter table step add column followed_job_id uuid references job on delete set null;
create index step_followed_job_id_idx on step (followed_job_id) where followed_job_id is not null;

create function EndFollowingSteps() returns trigger
language plpgsql as $$
begin
  update step set status = new.status, end_time = new.end_time
  where followed_job_id = new.job_id and end_time is null;
  return null;
end $$;

create trigger end_following_steps after update of end_time on job
  for each row when (old.end_time is null and new.end_time is not null)
  execute function EndFollowingSteps();
