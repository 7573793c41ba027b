-- Keeps an option that the engine itself set on a volume, or took back (null), so that the inventory does not report it as somebody else's change.
-- Nor does a look that began before it undo it.
-- Called by: the throttle of tasks, the cure of ghosts. Locks the rows of the volume and the option.
create or replace function WriteVolumeOption(v_volume_id uuid, v_name varchar, v_value text) returns void
language sql volatile as $$
  delete from gluster_volume_option where volume_id = v_volume_id and name = v_name and v_value is null;

  insert into gluster_volume_option (volume_id, name, value)
  select volume_id, v_name, v_value from gluster_volume where volume_id = v_volume_id and v_value is not null
  on conflict (volume_id, name) do update set value = excluded.value;

  update gluster_volume set options_written_at = clock_timestamp() where volume_id = v_volume_id;
$$;
