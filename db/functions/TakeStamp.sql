-- Takes what gluster keeps as a volume's generation for true, whatever was known before, and lets the leases' generations grow from there. Greater ones that
-- were tried count as expected still: a throttle, or the moving on of a released lease, may be about to write one. A free lease gets a generation of its own
-- from there, so that to move on to it never takes gluster back.
-- Called by: resync. Locks the volume's lease row until the transaction ends, and other calls of itself.
create or replace function TakeStamp(v_volume_id uuid, v_stamp bigint) returns void
language sql volatile as $$
  select pg_advisory_xact_lock(hashtext('TakeStamp'));
  select setval('volume_lease_generation_seq', v_stamp) from volume_lease_generation_seq where last_value < v_stamp;
  insert into volume_lease (volume_id, generation, stamp) values (v_volume_id, nextval('volume_lease_generation_seq'), v_stamp)
  on conflict (volume_id) do update set stamp = excluded.stamp,
    generation = case when volume_lease.step_id is null then excluded.generation else volume_lease.generation end,
    stamps_tried = array(select tried from unnest(volume_lease.stamps_tried) tried where tried > v_stamp);
$$;
