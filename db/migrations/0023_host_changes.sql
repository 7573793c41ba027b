-- Hosts that are taken into the pool of their cluster or out of it. The intent behind an EXECUTING step, as volume_change is for volumes.

-- host_id has no foreign key: the row of a host goes with its removal, and with an addition that fails.
create table host_change (
  step_id      uuid primary key references step on delete cascade,
  job_id       uuid not null references job on delete cascade,
  cluster_id   uuid not null,
  host_id      uuid not null,
  host_name    varchar(255) not null,
  address      varchar(255) not null,
  action_type  varchar(50) not null,
  -- The peer that gluster was told to take in or to let go; null while it was not told anything.
  peer_uuid    uuid,
  engine_id    varchar(100) not null,
  asked_at     timestamptz not null default now(),
  -- Until when the engine that asked may still get an answer; null once it is known what became of it.
  deadline     timestamptz
);
create index host_change_cluster_id_idx on host_change (cluster_id);
create index host_change_job_id_idx on host_change (job_id);
-- One at a time.
create unique index host_change_open_key on host_change (host_id) where deadline is not null;
