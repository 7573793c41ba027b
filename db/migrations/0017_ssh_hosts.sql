-- Hosts that are reached by ssh, the keys by which they are recognised, and the connections to hosts that are wanted.

alter table host add column ssh_address      varchar(255);
alter table host add column ssh_user         varchar(64);
alter table host add column ssh_port         integer;
alter table host add column ssh_uses_sudo    boolean not null default false;
alter table host add column ssh_fingerprint  varchar(64);
alter table host add column ssh_host_key     varchar(4096);
alter table host add column ssh_offered_key  varchar(4096);

create table host_connection (
  cid         uuid primary key,
  host_id     uuid not null references host on delete cascade,
  is_own      boolean not null,
  created_at  timestamptz not null default now()
);
create index host_connection_host_id_idx on host_connection (host_id);
-- The engine's own, one per host.
create unique index host_connection_own_idx on host_connection (host_id) where is_own;

insert into host_connection (cid, host_id, is_own) select gen_random_uuid(), host_id, true from host;
