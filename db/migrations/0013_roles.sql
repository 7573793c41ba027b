-- Who may do what: a role on everything or per cluster, log-ins that failed, and sessions that a cookie carries.

alter table app_user
  -- On everything; null = none. is_administrator stays for the engines before, which read it.
  add column role      varchar(32),
  -- Grows with every change after which what engines remember of the user may be wrong.
  add column revision  integer not null default 0;
update app_user set role = 'ADMINISTRATOR' where is_administrator;

create table user_cluster_role (
  user_id     uuid not null references app_user on delete cascade,
  cluster_id  uuid not null references cluster on delete cascade,
  role        varchar(32) not null,
  primary key (user_id, cluster_id)
);
create index user_cluster_role_cluster_id_idx on user_cluster_role (cluster_id);

alter table access_token
  add column kind          varchar(32) not null default 'BEARER',
  -- The session's own idle time; null = as it is set for all.
  add column idle_minutes  integer,
  add column needs_header  boolean not null default false,
  add constraint access_token_idle_minutes_check check (idle_minutes > 0);

-- Of a user name only the hash is kept: people type passwords in the wrong field.
create table log_in_failure (
  name_hash       bytea not null,
  source          varchar(64) not null,
  failures        integer not null,
  last_failed_at  timestamptz not null,
  locked_until    timestamptz,
  primary key (name_hash, source)
);
create index log_in_failure_last_failed_at_idx on log_in_failure (last_failed_at);
