-- Ghosts: tasks that only some hosts of a pool still show, and when they were looked for.

create table task_ghost (
  volume_id  uuid not null references gluster_volume on delete cascade,
  host_id    uuid not null references host on delete cascade,
  task_id    uuid not null,
  task_type  varchar(32) not null,
  since      timestamptz not null default now(),
  primary key (volume_id, host_id, task_id)
);

alter table cluster
  add column ghost_look_at timestamptz,
  -- A look is due once this moment has passed and no look was later than it.
  add column ghost_look_wanted_at timestamptz;
