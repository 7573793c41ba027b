namespace GlusterEngine.Benchmarks;

/// <summary>Jobs of running rebalances, put into the database by SQL: the wire and the memory do not care who made them.</summary>
internal static class RunningJobs
{
    /// <summary>Inserts 1,000 jobs with three steps each, the counters of three nodes, and an event.</summary>
    public static Task InsertAsync(BenchmarkDatabase database, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        insert into job (job_id, action_type, description, status, start_time, correlation_id)
        select job, 'START_REBALANCE_GLUSTER_VOLUME', 'Rebalancing Gluster Volume volume' || i || ' in Cluster storage', 'STARTED',
          now() - i * interval '1 minute', job
        from generate_series(1, 1000) i, lateral (select md5('job' || i)::uuid) as ids (job);

        insert into step (step_id, job_id, step_type, description, step_number, status, end_time, correlation_id)
        select md5('validating' || job_id)::uuid, job_id, 'VALIDATING', 'Validating', 0, 'FINISHED', now(), correlation_id from job
        union all select md5('executing' || job_id)::uuid, job_id, 'EXECUTING', 'Executing', 1, 'STARTED', null, correlation_id from job;

        insert into step (step_id, parent_step_id, job_id, step_type, description, step_number, status, correlation_id, external_id, external_system_type)
        select md5('task' || job_id)::uuid, md5('executing' || job_id)::uuid, job_id, 'REBALANCING_VOLUME',
          description || '.( IN PROGRESS Files [scanned: 61000, moved: 13000, failed: 0, skipped: 12], Total size moved: 304.69 GiB)',
          0, 'STARTED', correlation_id, md5('gluster' || job_id)::uuid, 'GLUSTER' from job;

        insert into step_task (step_id, job_id, cluster_id, volume_id, volume_name, task_type, lease_generation)
        select md5('task' || job_id)::uuid, job_id, md5('cluster')::uuid, md5('volume' || job_id)::uuid, 'volume', 'REBALANCE', 1 from job;

        insert into step_task_node (step_id, peer_uuid, status, files, bytes, scanned, failed, skipped, run_time)
        select step_id, md5('peer' || node)::uuid, 'IN_PROGRESS', 4333, 109051904000, 20333, 0, 4, 615 from step_task, generate_series(1, 3) node;

        insert into event (code, severity, description, correlation_id, job_id)
        select 4012, 'NORMAL', description || ' was accepted by gluster.', correlation_id, job_id from job;

        analyze;
        """,
        cancellationToken);
}
