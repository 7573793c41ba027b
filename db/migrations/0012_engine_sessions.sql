-- What it takes to tell a dead engine from a slow one, and leases that cost less.

-- The session of an engine's heartbeat, as PostgreSQL names it; null for an engine that does not tell.
alter table engine_instance
  add column backend_pid integer,
  add column backend_start timestamptz;

-- A job whose step holds a lease cannot be deleted because of that step, so the job needs no key and index of its own. A free lease has no step to be found by.
alter table volume_lease drop constraint volume_lease_job_id_fkey;
drop index volume_lease_job_id_idx;
drop index volume_lease_step_id_key;
create unique index volume_lease_step_id_key on volume_lease (step_id) where step_id is not null;

-- Whether the generation of a released lease is still to be moved on in gluster.
alter table volume_lease add column move_on_wanted boolean not null default false;
