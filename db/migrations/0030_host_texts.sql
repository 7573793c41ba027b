-- What people say about a host, as they do about a cluster.

alter table host add column description text, add column comment text;
