-- The row of a key, unless it expired. in_flight: the engine that claimed it gives signs of life and may still answer; a command takes no longer than
-- its intent, 180 s.
-- Called by: requests whose key somebody else took first. Locks nothing.
create or replace function GetClaimedRequest(v_user_id uuid, v_key varchar) returns table (
  request_hash bytea, claim_token uuid, in_flight boolean, claimed_at timestamptz, correlation_id varchar, written_at timestamptz, result_id uuid,
  status smallint, content_type varchar, location text, body bytea)
language sql stable as $$
  select request_hash, claim_token,
    claimed_at > now() - interval '180 seconds' and exists (
      select from engine_instance engine where engine.engine_id = request.engine_id and EngineIsAlive(engine)),
    claimed_at, correlation_id, written_at, result_id, status, content_type, location, body
  from idempotent_request request
  where user_id = v_user_id and idempotency_key = v_key and expires_at > now();
$$;
