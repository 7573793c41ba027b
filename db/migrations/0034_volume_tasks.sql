-- The tasks a volume has had: commands on it ask how the last one ended.

create index step_task_volume_id_idx on step_task (volume_id);
