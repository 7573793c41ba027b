-- Which users the jobs and events lead to that somebody sees.

create index event_user on event (user_id) where user_id is not null;
create index job_owner on job (owner_id) where owner_id is not null;
