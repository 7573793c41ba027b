using GlusterEngine.Testing.History;
using Npgsql;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>Makes the database of the engines keep a history of its own: triggers, and a note of each question for a lease.</summary>
internal sealed class HistoryRecorder(NpgsqlDataSource database)
{
    // A transaction that is rolled back takes its records with it, so what is found here is what took effect.
    private const string Recording = """
        create sequence history_order;
        create table history_lease (
          place bigint not null default nextval('history_order'), made_at timestamptz not null default clock_timestamp(), tx xid8 not null default pg_current_xact_id(),
          volume_id uuid not null, step_before uuid, generation_before bigint, step_id uuid, generation bigint not null);
        create table history_fence (
          place bigint not null default nextval('history_order'), tx xid8 not null default pg_current_xact_id(),
          step_id uuid not null, generation bigint not null, is_held boolean not null);
        create table history_write (
          place bigint not null default nextval('history_order'), made_at timestamptz not null default clock_timestamp(), tx xid8 not null default pg_current_xact_id(),
          step_id uuid not null, is_task boolean not null, status varchar not null, external_id uuid, is_ended boolean not null, was_ended boolean not null, held bigint,
          changed_under bigint);

        create function NoteLease() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' then
            insert into history_lease (volume_id, step_id, generation) values (new.volume_id, new.step_id, new.generation);
          elsif (old.step_id, old.generation) is distinct from (new.step_id, new.generation) then
            insert into history_lease (volume_id, step_before, generation_before, step_id, generation)
            values (new.volume_id, old.step_id, old.generation, new.step_id, new.generation);
          end if;
          return null;
        end $$;
        create trigger note_lease after insert or update on volume_lease for each row execute function NoteLease();

        create function NoteWrite() returns trigger language plpgsql as $$
        begin
          insert into history_write (step_id, is_task, status, external_id, is_ended, was_ended, held, changed_under)
          values (new.step_id, new.step_type <> 'EXECUTING', new.status, new.external_id, new.end_time is not null, coalesce(old.end_time is not null, false),
            (select generation from volume_lease where step_id = new.step_id),
            (select lease_generation from volume_change where step_id = new.step_id));
          return null;
        end $$;
        create trigger note_write after insert or update of status, external_id, end_time on step for each row
          when (new.step_type in ('EXECUTING', 'REBALANCING_VOLUME', 'REMOVING_BRICKS')) execute function NoteWrite();

        -- What is intended with an open task is written on its behalf as well.
        create function NoteIntent() returns trigger language plpgsql as $$
        begin
          insert into history_write (step_id, is_task, status, external_id, is_ended, was_ended, held)
          select step.step_id, true, step.status, step.external_id, false, false, (select generation from volume_lease where step_id = new.step_id)
          from step where step.step_id = new.step_id and step.end_time is null;
          return null;
        end $$;
        create trigger note_intent after update of intent on step_task for each row when (old.intent is distinct from new.intent) execute function NoteIntent();

        alter function FenceTasks(jsonb) rename to FenceTasksUnnoted;
        create function FenceTasks(v_steps jsonb) returns setof uuid language sql volatile as $$
          with held as materialized (select given.id from FenceTasksUnnoted(v_steps) as given (id)),
          noted as (
            insert into history_fence (step_id, generation, is_held)
            select given.step_id, given.generation, given.step_id in (select id from held)
            from jsonb_to_recordset(v_steps) as given (step_id uuid, generation bigint))
          select id from held;
        $$;
        """;

    public async Task InstallAsync()
    {
        await using var command = database.CreateCommand(Recording);
        await command.ExecuteNonQueryAsync();
    }

    public Task<IReadOnlyList<RecordedLease>> LeasesAsync() => ReadAsync(
        "select place, made_at, tx::text::bigint, volume_id, step_before, generation_before, step_id, generation from history_lease order by place",
        static row => new RecordedLease(
            row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2), row.GetGuid(3),
            row.IsDBNull(5) ? null : (Id(row, 4), row.GetInt64(5)), (Id(row, 6), row.GetInt64(7))));

    public Task<IReadOnlyList<RecordedFence>> FencesAsync() => ReadAsync(
        "select place, tx::text::bigint, step_id, generation, is_held from history_fence order by place",
        static row => new RecordedFence(row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetInt64(3), row.GetBoolean(4)));

    public Task<IReadOnlyList<RecordedWrite>> WritesAsync() => ReadAsync(
        "select place, made_at, tx::text::bigint, step_id, is_task, status, external_id, is_ended, was_ended, held, changed_under from history_write order by place",
        static row => new RecordedWrite
        {
            Order = row.GetInt64(0),
            At = row.GetFieldValue<DateTimeOffset>(1),
            Transaction = row.GetInt64(2),
            Step = row.GetGuid(3),
            IsTask = row.GetBoolean(4),
            Status = row.GetString(5),
            ExternalId = Id(row, 6),
            IsEnded = row.GetBoolean(7),
            WasEnded = row.GetBoolean(8),
            Held = row.IsDBNull(9) ? null : row.GetInt64(9),
            ChangedUnder = row.IsDBNull(10) ? null : row.GetInt64(10),
        });

    public Task<IReadOnlyList<RestingJob>> JobsAsync() => ReadAsync(
        """
        select job.job_id, job.correlation_id, step.step_id, work.volume_id, job.end_time is not null, step.end_time is not null, step.status, step.external_id, work.intent,
          work.lease_generation, work.is_change
        from job
          left join (
            select job_id, step_id, volume_id, lease_generation, intent, false is_change from step_task
            union all
            select job_id, step_id, volume_id, lease_generation, case when deadline is null then null else action_type end, true from volume_change) work using (job_id)
          left join step on step.step_id = work.step_id
        where job.action_type <> 'ADD_HOST'
        """,
        static row => new RestingJob
        {
            Job = row.GetGuid(0),
            Correlation = row.GetString(1),
            Step = row.GetGuid(2),
            Volume = row.GetGuid(3),
            IsJobEnded = row.GetBoolean(4),
            IsStepEnded = row.GetBoolean(5),
            Status = row.GetString(6),
            ExternalId = Id(row, 7),
            Intent = row.IsDBNull(8) ? null : row.GetString(8),
            Generation = row.IsDBNull(9) ? null : row.GetInt64(9),
            IsChange = row.GetBoolean(10),
        });

    /// <summary>The volumes as the database knows them; what gluster says of them has to be added.</summary>
    public Task<IReadOnlyList<RestingVolume>> VolumesAsync() => ReadAsync(
        """
        select volume.volume_id, volume.name, lease.step_id, coalesce(lease.generation, 0), coalesce(array_prepend(lease.stamp, lease.stamps_tried), '{0}')
        from gluster_volume volume left join volume_lease lease using (volume_id)
        """,
        static row => new RestingVolume
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Holder = Id(row, 2),
            Generation = row.GetInt64(3),
            Stamps = row.GetFieldValue<long[]>(4),
        });

    /// <summary>Ends sessions of an engine, each with a chance of one half.</summary>
    public async Task<int> TerminateSessionsAsync(string engine) => (await ReadAsync(
        $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{engine}' and random() < 0.5", static row => row.GetBoolean(0))).Count;

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
