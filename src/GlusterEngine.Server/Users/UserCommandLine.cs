using System.CommandLine;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.EmbeddedPostgres;
using Npgsql;

namespace GlusterEngine.Server.Users;

/// <summary><c>user add|password|role|remove|list</c>: who may log in, by the engine's database. Passwords are asked for or read from the input, never an argument.</summary>
internal static class UserCommandLine
{
    private static readonly string[] Roles = [.. Enum.GetValues<Role>().Select(static role => role.ToLowerText()), "none"];

    /// <param name="args">With "user" as the first.</param>
    /// <returns>The exit code of the process: 0 when it was done, 1 when not.</returns>
    public static Task<int> RunAsync(string[] args) => new RootCommand("GlusterEngine") { Users() }.Parse(args).InvokeAsync();

    private static Command Users() => new("user", "Who may log in, and what they may do.") { Add(), Password(), ChangeRole(), Remove(), List() };

    private static Argument<string> Name() => new("name") { Description = "User name with profile, such as bob@internal." };

    private static Option<string?> Cluster() => new("--cluster") { Description = "Name or id of the cluster in which the role counts; without it, everywhere." };

    private static Command Add()
    {
        var (name, role, cluster) = (Name(), new Option<string>("--role") { Description = "What the user may do.", DefaultValueFactory = static _ => "reader" }, Cluster());
        role.AcceptOnlyFromAmong(Roles);
        var command = new Command("add", "Adds a user. The password is asked for, or read as the first line of the input.") { name, role, cluster };
        command.SetAction((given, token) => DoAsync($"User {given.GetValue(name)} was added.", async users =>
            await users.AddAsync(given.GetValue(name)!, await PasswordPrompt.ReadAsync(token), (RoleOf(given.GetValue(role)!), given.GetValue(cluster)), token), token));
        return command;
    }

    private static Command Password()
    {
        var name = Name();
        var command = new Command("password", "Gives a user another password; all log-ins of the user end. It is asked for, or read as the first line of the input.") { name };
        command.SetAction((given, token) => DoAsync($"The password of user {given.GetValue(name)} was changed.", async users =>
            await users.ChangePasswordAsync(given.GetValue(name)!, await PasswordPrompt.ReadAsync(token), token), token));
        return command;
    }

    private static Command ChangeRole()
    {
        var (name, role, cluster) = (Name(), new Argument<string>("role") { Description = "What the user may do." }, Cluster());
        role.AcceptOnlyFromAmong(Roles);
        var command = new Command("role", "Gives a user another role, in one cluster or everywhere; all log-ins of the user end.") { name, role, cluster };
        command.SetAction((given, token) => DoAsync($"User {given.GetValue(name)} has {Article(given.GetValue(role)!)} {(given.GetValue(cluster) is { } where ? $"in cluster {where}" : "on everything")}.",
            users => users.ChangeRoleAsync(given.GetValue(name)!, (RoleOf(given.GetValue(role)!), given.GetValue(cluster)), token), token));
        return command;
    }

    private static Command Remove()
    {
        var name = Name();
        var command = new Command("remove", "Removes a user; all log-ins of the user end.") { name };
        command.SetAction((given, token) => DoAsync($"User {given.GetValue(name)} was removed.", users => users.RemoveAsync(given.GetValue(name)!, token), token));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Shows all users with their roles.");
        command.SetAction((_, token) => TryAsync(async () =>
        {
            foreach (var (name, role, clusters) in await EngineDatabase.UseAsync(users => users.ListAsync(token), token))
            {
                var everywhere = role is { } given ? $"{given.ToLowerText()} of everything" : clusters.Count == 0 ? "no role" : null;
                Console.WriteLine($"{name}: {string.Join(", ", new[] { everywhere }.Concat(clusters.Select(static cluster => $"{cluster.Role.ToLowerText()} of cluster {cluster.Cluster}")).Where(static text => text is not null))}");
            }

            return null;
        }));
        return command;
    }

    private static Task<int> DoAsync(string done, Func<UserDirectory, Task<string?>> change, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (await EngineDatabase.UseAsync(change, cancellationToken) is { } refusal) return refusal;
        Console.WriteLine(done);
        return null;
    });

    private static async Task<int> TryAsync(Func<Task<string?>> work)
    {
        string? problem;
        try
        {
            problem = await work();
        }
        catch (Exception exception) when (exception is EmbeddedPostgresException or DatabaseSchemaException or NpgsqlException or IOException
            or UnauthorizedAccessException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            problem = exception.Message;
        }

        if (problem is null) return 0;
        await Console.Error.WriteLineAsync(problem);
        return 1;
    }

    private static Role? RoleOf(string text) => EnumText.Parse<Role>(text);

    private static string Article(string role) => RoleOf(role) is null ? "no role" : $"the role {role}";
}
