using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>SQL owns the schema and EF Core maps it; these tests are what keeps the two the same.</summary>
public sealed class SchemaDriftTests
{
    // {0}: column numbers, {1}: table.
    private const string ColumnNames = """
        (select string_agg(a.attname, ',' order by part.position) from unnest({0}) with ordinality as part(number, position)
         join pg_attribute a on a.attrelid = {1} and a.attnum = part.number)
        """;

    [Fact]
    public Task Every_column_has_the_mapped_type_and_nullability() => CompareAsync(
        """
        select format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' else 'null' end)
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        """,
        static table => table.Columns.Select(column => $"{table.Name}.{column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")}"));

    [Fact]
    public Task Every_table_has_the_mapped_primary_key() => CompareAsync(
        $"""
        select format('%s (%s)', c.relname, {string.Format(ColumnNames, "k.conkey", "k.conrelid")})
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relnamespace = 'public'::regnamespace and k.contype = 'p'
        """,
        static table => [$"{table.Name} ({string.Join(',', table.PrimaryKey!.Columns.Select(static column => column.Name))})"]);

    [Fact]
    public Task Every_foreign_key_is_mapped_with_what_a_delete_does() => CompareAsync(
        $"""
        select format('%s (%s) -> %s %s', c.relname, {string.Format(ColumnNames, "k.conkey", "k.conrelid")}, k.confrelid::regclass,
          case k.confdeltype when 'c' then 'Cascade' when 'n' then 'SetNull' else 'Restrict' end)
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relnamespace = 'public'::regnamespace and k.contype = 'f'
        """,
        static table => table.ForeignKeyConstraints.Select(key =>
            $"{table.Name} ({string.Join(',', key.Columns.Select(static column => column.Name))}) -> {key.PrincipalTable.Name} {key.OnDeleteAction}"));

    [Fact]
    public Task Every_unique_index_is_mapped() => CompareAsync(
        $"""
        select format('%s (%s)%s', c.relname, {string.Format(ColumnNames, "i.indkey", "i.indrelid")}, case when i.indpred is null then '' else ' where' end)
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary and i.indexprs is null
        """,
        static table => table.Indexes.Where(static index => index.IsUnique).Select(index =>
            $"{table.Name} ({string.Join(',', index.Columns.Select(static column => column.Name))}){(index.Filter is null ? "" : " where")}"));

    private static async Task CompareAsync(string actual, Func<ITable, IEnumerable<string>> expected)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var db = await database.OpenAsync();
        var tables = db.Model.GetRelationalModel().Tables.ToList();
        var rows = await database.RowsAsync(actual);

        // schema_script belongs to the migrator, which works before there is a model.
        Assert.Equal(
            tables.SelectMany(expected).Order(StringComparer.Ordinal),
            rows.Where(static row => !row.StartsWith("schema_script", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
