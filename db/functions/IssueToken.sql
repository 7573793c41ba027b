-- Hands out a token: false when the user is gone or has another password by now, so that whoever changes a password and takes the tokens away has all of them.
-- Of the user's tokens the v_most used last stay. Expired ones of anybody go.
-- Called by: log-ins. Locks the user's row until the transaction ends.
create or replace function IssueToken(
  v_user_id uuid, v_password_hash text, v_token_hash bytea, v_kind varchar, v_own_idle_minutes integer, v_needs_header boolean,
  v_idle_minutes integer, v_most integer)
returns boolean
language plpgsql volatile as $$
begin
  perform from app_user where user_id = v_user_id and password_hash = v_password_hash for no key update;
  if not found then
    return false;
  end if;
  delete from access_token where token_hash in (
    select token_hash from access_token where last_used_at < now() - make_interval(mins => coalesce(idle_minutes, v_idle_minutes)) for update skip locked);
  delete from access_token where token_hash in (
    select token_hash from access_token where user_id = v_user_id order by last_used_at desc, created_at desc, token_hash offset v_most - 1);
  insert into access_token (token_hash, user_id, kind, idle_minutes, needs_header)
  values (v_token_hash, v_user_id, v_kind, v_own_idle_minutes, v_needs_header);
  return true;
end;
$$;
