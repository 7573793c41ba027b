-- Notes, in the transaction in which a command writes what it does, that the request of the claim was carried out. False when the claim is not the
-- newest any more, or carried something out already: then that transaction must be rolled back.
-- Called by: the life cycle of commands, as the last thing before the commit. Locks the key's row until then.
create or replace function WriteClaimedRequest(v_user_id uuid, v_key varchar, v_token uuid, v_result_id uuid) returns boolean
language sql volatile as $$
  with written as (
    update idempotent_request set written_at = now(), result_id = v_result_id
    where user_id = v_user_id and idempotency_key = v_key and claim_token = v_token and written_at is null
    returning 1)
  select exists (select from written);
$$;
