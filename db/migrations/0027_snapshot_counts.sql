-- The snapshots that gluster keeps of a volume, which cannot be deleted while there are any.

alter table gluster_volume add column snapshot_count integer not null default 0;
