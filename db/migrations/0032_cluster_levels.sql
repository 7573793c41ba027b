-- The compatibility level that a client named for a cluster; it is shown and has no effect. oVirt's name of the column.

alter table cluster add column compatibility_version varchar(40) not null default '4.7';
