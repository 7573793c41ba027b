-- Since when the question for the tasks of a cluster hangs, and when it last did; both null once it was answered.

alter table cluster
  add column task_list_hung_since timestamptz,
  add column task_list_hung_at timestamptz;

-- When a node's status or a counter other than its run time last changed: a process that hangs in its disk counts its time on.
alter table step_task_node
  add column moved_at timestamptz not null default now();
