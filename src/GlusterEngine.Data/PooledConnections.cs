using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace GlusterEngine.Data;

/// <summary>
/// Gives contexts their connections from a data source. A context that is given the data source itself builds model and queries anew for each one; where several
/// engines run in one process, which tests do, that would be most of their work.
/// </summary>
/// <param name="source">Whose connections they are.</param>
internal sealed class PooledConnections(NpgsqlDataSource source) : DbConnectionInterceptor
{
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(source.CreateConnection());
}
