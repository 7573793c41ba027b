-- How far a task is: what its nodes have to do, and the index under which its latest samples are read.

alter table step_task add column work jsonb;

create index step_task_sample_taken_at_idx on step_task_sample (step_id, taken_at);
