namespace GlusterEngine.Benchmarks.Lists;

/// <summary>Volumes put into the database by SQL: two sets of three copies on three hosts, and two options each.</summary>
internal static class ManyVolumes
{
    /// <summary>The cluster they are in.</summary>
    public static Guid Cluster { get; } = Guid.Parse("c1c1c1c1-0000-4000-8000-000000000001");

    /// <summary>Bricks of each volume.</summary>
    public const int Bricks = 6;

    /// <summary>Adds volumes until there are so many.</summary>
    public static Task InsertAsync(BenchmarkDatabase database, int count, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        insert into cluster (cluster_id, name) values ('{Cluster}', 'storage') on conflict do nothing;

        insert into host (host_id, cluster_id, name, address, transport, status, peer_uuid)
        select md5('host' || n)::uuid, '{Cluster}', 'host' || n, 'host' || n || '.example', 'SIMULATED', 'MAINTENANCE', md5('peer' || n)::uuid from generate_series(1, 3) n
        on conflict do nothing;

        insert into gluster_volume (volume_id, cluster_id, name, type, status, replica_count, arbiter_count, disperse_count, redundancy_count, transport_types)
        select md5('volume' || n)::uuid, '{Cluster}', 'volume' || n, 'DISTRIBUTED_REPLICATE', 'UP', 3, 0, 0, 0, array['tcp'] from generate_series(1, {count}) n
        on conflict do nothing;

        insert into gluster_volume_option (volume_id, name, value)
        select md5('volume' || n)::uuid, option, 'on' from generate_series(1, {count}) n, unnest(array['storage.owner-uid', 'nfs.disable']) option
        on conflict do nothing;

        insert into gluster_brick (brick_id, volume_id, server_name, brick_dir, peer_uuid, brick_order, is_arbiter, status, total_bytes, free_bytes)
        select md5('brick' || n || ' ' || b)::uuid, md5('volume' || n)::uuid, 'host' || (b % 3 + 1) || '.example', '/bricks/volume' || n || '/' || b, md5('peer' || (b % 3 + 1))::uuid,
          b, false, 'UP', 4e12, 3e12 from generate_series(1, {count}) n, generate_series(0, {Bricks - 1}) b
        on conflict do nothing;

        analyze;
        """,
        cancellationToken);
}
