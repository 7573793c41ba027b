-- Counts a log-in that failed, for one user name from one source, and forgets all that are older than v_forgotten_after. How many there were in a row.
-- Called by: log-ins with a password. Locks the row until the transaction ends, in which the caller sets locked_until; its own row first, and of the
-- others only what nobody holds.
create or replace function CountLogInFailure(v_name_hash bytea, v_source varchar, v_forgotten_after interval) returns integer
language plpgsql volatile as $$
declare
  v_failures integer;
begin
  insert into log_in_failure as failure (name_hash, source, failures, last_failed_at)
  values (v_name_hash, v_source, 1, now())
  on conflict (name_hash, source) do update
    set failures = case when failure.last_failed_at < now() - v_forgotten_after then 1 else failure.failures + 1 end, last_failed_at = now()
  returning failures into v_failures;
  delete from log_in_failure where (name_hash, source) in (
    select name_hash, source from log_in_failure where last_failed_at < now() - v_forgotten_after for update skip locked);
  return v_failures;
end;
$$;
