-- Hooks: scripts that the glusterd of each host runs before and after its commands. A row is what the engine knows of a hook, which is what all hosts of
-- the cluster should have; a row per host tells what that host has.

create table gluster_hook (
  hook_id       uuid primary key,
  cluster_id    uuid not null references cluster on delete cascade,
  command       varchar(63) not null,
  stage         varchar(32) not null,
  name          varchar(200) not null,
  status        varchar(32) not null,
  content_type  varchar(32) not null,
  checksum      varchar(64) not null,
  -- Null until it was read from a host.
  content       bytea
);
create unique index gluster_hook_name_key on gluster_hook (cluster_id, command, stage, name);

create table gluster_server_hook (
  hook_id       uuid not null references gluster_hook on delete cascade,
  host_id       uuid not null references host on delete cascade,
  status        varchar(32) not null,
  -- Null where there is no such file.
  content_type  varchar(32),
  checksum      varchar(64),
  primary key (hook_id, host_id)
);
create index gluster_server_hook_host_id_idx on gluster_server_hook (host_id);

-- What volume_change is for volumes: a change of a hook behind an EXECUTING step. No foreign key to the hook, since its deletion is a change too.
create table hook_change (
  step_id      uuid primary key references step on delete cascade,
  job_id       uuid not null references job on delete cascade,
  cluster_id   uuid not null,
  hook_id      uuid not null,
  action_type  varchar(50) not null,
  engine_id    varchar(100) not null,
  asked_at     timestamptz not null default now(),
  -- Until when the engine that was asked may still be at it; null once it ended.
  deadline     timestamptz
);
create index hook_change_cluster_id_idx on hook_change (cluster_id);
create index hook_change_job_id_idx on hook_change (job_id);
-- One at a time.
create unique index hook_change_open_key on hook_change (hook_id) where deadline is not null;

-- Since when what the hosts of the cluster have is known: what was read of them before counts no more.
alter table cluster add column hooks_seen_at timestamptz;

-- When a host was last asked for its hooks, and why it did not show them; null when it did.
alter table host add column hooks_looked_at timestamptz;
alter table host add column hooks_problem text;
