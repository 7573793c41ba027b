-- When the look at gluster's tasks began whose findings were written last: an engine that stood still may come with an older one.

alter table cluster add column task_look_at timestamptz;
