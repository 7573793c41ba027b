-- The tasks a volume has had: each start asks how the last one ended.

create index step_task_volume_id_idx on step_task (volume_id);
