-- The engine that does a job which leaves no other row that tells: without it the job is over. Null for all other work.

alter table job add column engine_id varchar(100);
create index job_engine_id_idx on job (engine_id) where engine_id is not null and end_time is null;
