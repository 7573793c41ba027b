-- A number that changes with every user, role and token that is taken away: what an engine remembers of log-ins holds while it stays the same.
-- Called by: requests, once a second at most. Locks nothing.
create or replace function GetAccessRevision() returns numeric
language sql stable as $$
  select coalesce(sum(hashtextextended(user_id::text || ' ' || revision::text, 0)), 0) from app_user;
$$;
