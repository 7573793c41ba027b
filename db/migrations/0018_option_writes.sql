-- When the engine itself last wrote an option of a volume: what was read of the volume before that says nothing about it.

alter table gluster_volume add column options_written_at timestamptz;
