-- Migration of data off bricks: which bricks, where the task came from, how it is, what was planned and what the commit gate found.

alter table step_task
  add column source varchar(32) not null default 'ENGINE',
  add column seen_by varchar(255),
  add column health varchar(32),
  add column health_since timestamptz,
  add column health_detail text,
  add column auto_commit boolean not null default false,
  add column commit_tried boolean not null default false,
  add column plan jsonb,
  add column gate jsonb,
  add column throttle varchar(32),
  -- What cluster.rebal-throttle was before; an empty text = it was not set. Null = nothing to restore.
  add column throttle_before varchar(32);
create index step_task_throttle_idx on step_task (cluster_id) where throttle_before is not null;

create table step_task_brick (
  step_id      uuid not null references step_task on delete cascade,
  server_name  varchar(255) not null,
  brick_dir    varchar(4096) not null,
  peer_uuid    uuid not null,
  primary key (step_id, server_name, brick_dir)
);

alter table gluster_brick
  add column total_inodes bigint,
  add column free_inodes bigint;
