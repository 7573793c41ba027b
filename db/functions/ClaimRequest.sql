-- Takes an idempotency key for a request. True when it got it: the key is new or expired, or it is still held by the claim v_abandoned, under which
-- nothing was written. Whoever gets a key that another claim still works under harms nothing: see WriteClaimedRequest.
-- Called by: requests with a key, before anything else. Locks the key's row until the transaction ends; others wait for that.
create or replace function ClaimRequest(
  v_user_id uuid, v_key varchar, v_hash bytea, v_token uuid, v_abandoned uuid, v_engine_id varchar, v_correlation_id varchar, v_keep interval)
returns boolean
language sql volatile as $$
  with claimed as (
    insert into idempotent_request as request (user_id, idempotency_key, request_hash, claim_token, engine_id, expires_at, correlation_id)
    values (v_user_id, v_key, v_hash, v_token, v_engine_id, now() + v_keep, v_correlation_id)
    on conflict (user_id, idempotency_key) do update
      set request_hash = excluded.request_hash, claim_token = excluded.claim_token, engine_id = excluded.engine_id, claimed_at = excluded.claimed_at,
          expires_at = excluded.expires_at, correlation_id = excluded.correlation_id, written_at = null, result_id = null,
          status = null, content_type = null, location = null, body = null
      where request.expires_at <= now()
        or (request.claim_token = v_abandoned and request.written_at is null and request.status is null)
    returning 1)
  select exists (select from claimed);
$$;
