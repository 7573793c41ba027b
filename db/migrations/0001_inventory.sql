-- What gluster is: clusters, the hosts through which it is reached, and what their pools report.

create table cluster (
  cluster_id   uuid primary key,
  name         varchar(255) not null,
  description  text,
  comment      text,
  created_at   timestamptz not null default now(),
  constraint cluster_name_key unique (name)
);

create table host (
  host_id          uuid primary key,
  cluster_id       uuid not null references cluster,
  name             varchar(255) not null,
  address          varchar(255) not null,
  transport        varchar(32) not null,
  glusterd_socket  varchar(107),
  status           varchar(32) not null,
  status_detail    text,
  status_since     timestamptz not null default now(),
  peer_uuid        uuid,
  constraint host_name_key unique (name),
  constraint host_cluster_address_key unique (cluster_id, address),
  constraint host_peer_uuid_key unique (peer_uuid)
);

-- Peers of a pool as gluster lists them; a peer need not have been added as a host.
create table gluster_server (
  peer_uuid   uuid primary key,
  cluster_id  uuid not null references cluster on delete cascade,
  hostname    varchar(255) not null,
  status      varchar(32) not null
);
create index gluster_server_cluster_id_idx on gluster_server (cluster_id);

create table gluster_volume (
  volume_id         uuid primary key,
  cluster_id        uuid not null references cluster on delete cascade,
  name              varchar(255) not null,
  type              varchar(64) not null,
  status            varchar(32) not null,
  replica_count     integer not null,
  arbiter_count     integer not null,
  disperse_count    integer not null,
  redundancy_count  integer not null,
  transport_types   text[] not null,
  task_id           uuid,
  tasks_observed    boolean not null default false,
  constraint gluster_volume_cluster_name_key unique (cluster_id, name)
);

create table gluster_volume_option (
  volume_id  uuid not null references gluster_volume on delete cascade,
  name       varchar(512) not null,
  value      text not null,
  primary key (volume_id, name)
);

create table gluster_brick (
  brick_id       uuid primary key,
  volume_id      uuid not null references gluster_volume on delete cascade,
  server_name    varchar(255) not null,
  brick_dir      varchar(4096) not null,
  peer_uuid      uuid not null,
  brick_order    integer not null,
  is_arbiter     boolean not null,
  status         varchar(32) not null,
  total_bytes    bigint,
  free_bytes     bigint,
  pid            integer,
  port           integer,
  device         text,
  fs_name        text,
  mount_options  text,
  constraint gluster_brick_address_key unique (volume_id, server_name, brick_dir)
);
