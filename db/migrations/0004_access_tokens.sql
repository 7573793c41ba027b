-- Bearer tokens that were handed out; only their SHA-256 is kept.

create table access_token (
  token_hash    bytea primary key,
  user_id       uuid not null references app_user on delete cascade,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz not null default now()
);
create index access_token_last_used_at_idx on access_token (last_used_at);
create index access_token_user_id_idx on access_token (user_id);
