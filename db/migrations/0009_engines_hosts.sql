-- Several engines on one database, and hosts at rest: which engine looks after which cluster, and through which host a task was last worked on.

-- No foreign keys: a poll is noted by the heartbeat, which must not fail because a cluster was removed at that moment.
create table cluster_poll (
  cluster_id  uuid primary key,
  engine_id   varchar(100) not null,
  polled_at   timestamptz not null
);

alter table step_task add column asked_host varchar(255);
