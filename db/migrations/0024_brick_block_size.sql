-- The block size of a brick's file system, as volume status detail tells it; null until then.

alter table gluster_brick add column block_bytes bigint;
