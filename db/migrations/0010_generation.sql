-- The generation of a volume as gluster keeps it, beside the one of its lease.

alter table volume_lease
  -- What gluster was last known to keep; 0 is none.
  add column stamp bigint not null default 0,
  -- What commands may have written there whose outcome nobody knows.
  add column stamps_tried bigint[] not null default '{}';

alter table step_task
  -- Whether a change without definite answer was kept from happening later, by moving the volume's generation on.
  add column preempted boolean not null default false;
