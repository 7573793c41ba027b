-- Requests that were sent with an idempotency key: claimed, then written by their command, then answered.

create table idempotent_request (
  user_id          uuid not null references app_user on delete cascade,
  idempotency_key  varchar(255) not null,
  request_hash     bytea not null,
  claim_token      uuid not null,
  engine_id        varchar(100),
  claimed_at       timestamptz not null default now(),
  expires_at       timestamptz not null,
  correlation_id   varchar(50) not null,
  written_at       timestamptz,
  result_id        uuid,
  status           smallint,
  content_type     varchar(255),
  location         text,
  body             bytea,
  primary key (user_id, idempotency_key),
  constraint idempotent_request_result_check check (result_id is null or written_at is not null),
  constraint idempotent_request_answer_check check ((status is null) = (body is null))
);
create index idempotent_request_expires_at_idx on idempotent_request (expires_at);
