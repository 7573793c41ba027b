-- What is being done: users, jobs, steps, the gluster task behind a step, and the lock of a volume.

create table app_user (
  user_id           uuid primary key,
  name              varchar(255) not null,
  password_hash     text not null,
  is_administrator  boolean not null
);
create unique index app_user_name_key on app_user (lower(name));

create table job (
  job_id            uuid primary key,
  action_type       varchar(50) not null,
  description       text not null,
  status            varchar(32) not null,
  owner_id          uuid references app_user on delete set null,
  start_time        timestamptz not null default now(),
  end_time          timestamptz,
  last_update_time  timestamptz not null default now(),
  correlation_id    varchar(50) not null,
  is_external       boolean not null default false,
  is_auto_cleared   boolean not null default true,
  constraint job_end_time_check check ((status = 'STARTED') = (end_time is null))
);
create index job_start_time_idx on job (start_time desc, job_id);
create index job_correlation_id_idx on job (correlation_id);
create index job_end_time_idx on job (end_time) where end_time is not null;

create table step (
  step_id               uuid primary key,
  parent_step_id        uuid references step on delete cascade deferrable initially deferred,
  job_id                uuid not null references job on delete cascade,
  step_type             varchar(32) not null,
  description           text not null,
  step_number           integer not null,
  status                varchar(32) not null,
  start_time            timestamptz not null default now(),
  end_time              timestamptz,
  correlation_id        varchar(50) not null,
  external_id           uuid,
  external_system_type  varchar(32),
  is_external           boolean not null default false,
  progress              smallint,
  -- A finished migration has status FINISHED and stays open until commit or stop, so only this direction holds.
  constraint step_end_time_check check (status <> 'STARTED' or end_time is null),
  constraint step_progress_check check (progress between 0 and 100),
  constraint step_external_check check (external_id is null or external_system_type is not null)
);
create index step_job_id_idx on step (job_id);
create index step_parent_step_id_idx on step (parent_step_id);
create index step_external_id_idx on step (external_id);
-- No task is ever doubled: a gluster task has at most one open step.
create unique index step_open_task_key on step (external_id) where external_id is not null and end_time is null;

create table job_subject (
  job_id       uuid not null references job on delete cascade,
  entity_id    uuid not null,
  entity_type  varchar(32) not null,
  primary key (job_id, entity_id)
);
create index job_subject_entity_id_idx on job_subject (entity_id);

-- volume_id has no foreign key: the task outlives the inventory row when the volume is deleted under it.
create table step_task (
  step_id           uuid primary key references step on delete cascade,
  job_id            uuid not null references job on delete cascade,
  cluster_id        uuid not null,
  volume_id         uuid not null,
  volume_name       varchar(255) not null,
  task_type         varchar(32) not null,
  fix_layout        boolean not null default false,
  force             boolean not null default false,
  lease_generation  bigint not null,
  intent            varchar(32),
  intent_deadline   timestamptz,
  previous_task_id  uuid,
  missing_views     integer not null default 0,
  missing_since     timestamptz,
  nodes_expected    integer not null default 0,
  nodes_answered    integer not null default 0,
  quiet_until       timestamptz,
  constraint step_task_intent_check check ((intent is null) = (intent_deadline is null))
);
create index step_task_cluster_id_idx on step_task (cluster_id);
create index step_task_job_id_idx on step_task (job_id);

-- The node's counters now.
create table step_task_node (
  step_id     uuid not null references step_task on delete cascade,
  peer_uuid   uuid not null,
  changed_at  timestamptz not null default now(),
  status      varchar(32) not null,
  files       bigint not null,
  bytes       bigint not null,
  scanned     bigint not null,
  failed      bigint not null,
  skipped     bigint not null,
  run_time    double precision not null,
  primary key (step_id, peer_uuid)
);

-- Their history, a row whenever they changed.
create table step_task_sample (
  sample_id  bigint generated always as identity primary key,
  step_id    uuid not null references step_task on delete cascade,
  peer_uuid  uuid not null,
  taken_at   timestamptz not null default now(),
  status     varchar(32) not null,
  files      bigint not null,
  bytes      bigint not null,
  scanned    bigint not null,
  failed     bigint not null,
  skipped    bigint not null,
  run_time   double precision not null
);
create index step_task_sample_step_id_idx on step_task_sample (step_id, sample_id);

create sequence volume_lease_generation_seq;

-- The lock of a volume. A free lease keeps its row, so that its generation stays known.
create table volume_lease (
  volume_id    uuid primary key,
  generation   bigint not null,
  job_id       uuid references job deferrable initially deferred,
  step_id      uuid references step deferrable initially deferred,
  engine_id    varchar(100),
  acquired_at  timestamptz,
  constraint volume_lease_holder_check check (num_nulls(job_id, step_id, engine_id, acquired_at) in (0, 4))
);
create unique index volume_lease_step_id_key on volume_lease (step_id);
create index volume_lease_job_id_idx on volume_lease (job_id);

-- Engines at work. One that stopped being seen has no call in flight any more.
create table engine_instance (
  engine_id   varchar(100) primary key,
  started_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now()
);
