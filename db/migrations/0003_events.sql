-- The audit log. Objects are named without foreign keys: what happened stays when they are gone.

create table event (
  event_id        bigint generated always as identity primary key,
  code            integer not null,
  severity        varchar(32) not null,
  time            timestamptz not null default now(),
  description     text not null,
  correlation_id  varchar(50),
  cluster_id      uuid,
  host_id         uuid,
  volume_id       uuid,
  job_id          uuid,
  user_id         uuid
);
create index event_correlation_id_idx on event (correlation_id) where correlation_id is not null;
create index event_volume_id_idx on event (volume_id, event_id desc) where volume_id is not null;
create index event_time_idx on event (time);
