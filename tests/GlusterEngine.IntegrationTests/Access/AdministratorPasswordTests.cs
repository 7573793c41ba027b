using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

public sealed class AdministratorPasswordTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Without_a_given_password_the_one_in_the_file_always_opens_the_api()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var folder = TestFolder.Create();
        try
        {
            var file = Path.Combine(folder, "admin-password");
            await StartAndAssertAsync(database, folder, given: EngineSettings.Password);
            Assert.False(File.Exists(file));

            var made = await StartAndReadAsync(database, folder, file);
            Assert.Equal(made, await StartAndReadAsync(database, folder, file));

            File.Delete(file);
            var second = await StartAndReadAsync(database, folder, file);
            Assert.NotEqual(made, second);

            await File.WriteAllTextAsync(file, made);
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);
            Assert.DoesNotContain(await StartAndReadAsync(database, folder, file), new[] { made, second });

            await StartAndAssertAsync(database, folder, given: "another one");
            Assert.False(File.Exists(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> StartAndReadAsync(TestDatabase database, string folder, string file)
    {
        await StartAndAssertAsync(database, folder, given: null, file);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        return (await File.ReadAllTextAsync(file)).Trim();
    }

    private static async Task StartAndAssertAsync(TestDatabase database, string folder, string? given, string? file = null)
    {
        await using var engine = await EngineUnderTest.StartAsync(new EngineSettings
        {
            ConnectionString = database.ConnectionString,
            DataFolder = folder,
            More = new Dictionary<string, string> { ["GLUSTERENGINE_ADMIN_PASSWORD"] = given ?? "" },
        });
        var password = given ?? (await File.ReadAllTextAsync(file!)).Trim();
        Assert.Equal(200, (await engine.Client.As(EngineClient.Basic("admin@internal", password)).GetAsync("/clusters")).Code);
    }
}
