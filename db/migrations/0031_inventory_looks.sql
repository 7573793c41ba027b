-- When the look of the inventory began whose findings were written last, and that at the bricks of a volume: an engine that stood still may come with an
-- older one.

alter table cluster add column inventory_look_at timestamptz;
alter table gluster_volume add column bricks_look_at timestamptz;
