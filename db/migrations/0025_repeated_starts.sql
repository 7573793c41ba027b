-- What a start was asked with whose caller wants it again should it get lost on its way; null when that is not wanted, and once it was asked again.

alter table step_task add column repeat jsonb;
