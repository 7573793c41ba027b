using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>The statements that EF sends to one database, for as long as somebody listens.</summary>
internal sealed class SqlStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly string _database;

    public SqlStatements(string connectionString)
    {
        _database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Those that read a table.</summary>
    public IReadOnlyList<string> Of(string table) => [.. _statements.Where(statement => statement.Contains($"FROM {table} ", StringComparison.Ordinal))];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: var command } && command.Connection?.Database == _database)
            _statements.Enqueue(command.CommandText);
    }

    public void OnCompleted()
    {
        // It listens until it is disposed.
    }

    public void OnError(Exception error) => throw error;

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }
}
