-- Forgets at most v_most idempotency keys that were kept long enough. How many were forgotten.
-- Called by: the job clean-up. Locks the deleted rows; those that somebody else locks are left for the next run.
create or replace function DeleteExpiredRequests(v_most integer) returns integer
language sql volatile as $$
  with doomed as (
    select user_id, idempotency_key from idempotent_request
    where expires_at <= now() order by expires_at limit v_most
    for update skip locked),
  deleted as (
    delete from idempotent_request request using doomed
    where request.user_id = doomed.user_id and request.idempotency_key = doomed.idempotency_key returning 1)
  select count(*)::integer from deleted;
$$;
