-- Gives a key back whose request got no answer that is kept. If nothing was written, the key is as new; else it stays, and whoever sends it again
-- is told what was written.
-- Called by: requests with a key, after their work. Locks the key's row.
create or replace function ReleaseRequest(v_user_id uuid, v_key varchar, v_token uuid) returns void
language sql volatile as $$
  delete from idempotent_request
  where user_id = v_user_id and idempotency_key = v_key and claim_token = v_token and written_at is null;
  update idempotent_request set engine_id = null
  where user_id = v_user_id and idempotency_key = v_key and claim_token = v_token;
$$;
