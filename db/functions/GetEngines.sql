-- The engines on this database, the oldest first, each with the clusters whose tasks it was the last to look at.
-- Called by: GET of the engines. Locks nothing.
create or replace function GetEngines() returns table (
  id varchar, started_at timestamptz, seen_at timestamptz, is_alive boolean, clusters jsonb)
language sql stable as $$
  select engine.engine_id, engine.started_at, engine.seen_at, EngineIsAlive(engine),
    coalesce((
      select jsonb_agg(jsonb_build_object('id', cluster.cluster_id, 'name', cluster.name, 'polled_at', poll.polled_at) order by cluster.name)
      from cluster_poll poll join cluster using (cluster_id) where poll.engine_id = engine.engine_id), '[]'::jsonb)
  from engine_instance engine
  order by engine.started_at, engine.engine_id;
$$;
