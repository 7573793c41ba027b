-- Writes down what became of a lease's generation in gluster: what gluster was seen to keep, null where nobody looked. Only where that is the lease's
-- generation nothing said under an older one can happen any more, and nothing is left to be moved on of a release before. An engine that was about to do that may
-- still write that release's generation over it, for it began before this one was there: it stays expected.
-- Called by: commands and the tasks sync, after they hold the lease's row (FenceTasks).
create or replace function EndStamp(v_step_id uuid, v_generation bigint, v_stamp bigint) returns void
language sql volatile as $$
  update volume_lease
  set stamp = coalesce(v_stamp, stamp),
      stamps_tried = case when v_stamp = v_generation and not move_on_wanted then '{}' else array_remove(stamps_tried, v_generation) end,
      move_on_wanted = move_on_wanted and v_stamp is distinct from v_generation
  where step_id = v_step_id and generation = v_generation;
$$;
