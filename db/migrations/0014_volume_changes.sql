-- Short changes of volumes: started, stopped, an option set, bricks added. The intent behind an EXECUTING step, as step_task is that behind the
-- step of a long task.

-- volume_id has no foreign key: a volume that is created has no row yet, and one that is deleted has none any more. For one that is created it is
-- the id under which its name is locked.
create table volume_change (
  step_id           uuid primary key references step on delete cascade,
  job_id            uuid not null references job on delete cascade,
  cluster_id        uuid not null,
  volume_id         uuid not null,
  volume_name       varchar(255) not null,
  action_type       varchar(50) not null,
  -- Null where the change is made beside a task that holds the lease.
  lease_generation  bigint,
  -- Whether it is said behind the volume's generation in gluster, so that it can be kept from happening late.
  is_fenced         boolean not null,
  -- What volume info shows once it has happened.
  expectation       jsonb not null,
  engine_id         varchar(100) not null,
  asked_host        varchar(255),
  asked_at          timestamptz not null default now(),
  -- Until when the engine that asked may still get an answer; null once it is known what became of it.
  deadline          timestamptz,
  -- Whether it was kept from happening late.
  preempted         boolean not null default false
);
create index volume_change_cluster_id_idx on volume_change (cluster_id);
create index volume_change_job_id_idx on volume_change (job_id);
-- One at a time.
create unique index volume_change_open_key on volume_change (volume_id) where deadline is not null;

-- Entries that wait for a heal, as refreshglusterhealstatus last counted them; null where gluster counts none, or was not asked.
alter table gluster_brick
  add column pending_heals bigint,
  add column heals_counted_at timestamptz;

-- Events of clients, and events that are not shown any more.
alter table event
  add column origin varchar(255),
  add column custom_id integer,
  add column custom_data text,
  add column flood_rate integer,
  add column deleted boolean not null default false;
