using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.EmbeddedPostgres;

public sealed class AddEmbeddedPostgresTests
{
    [Fact]
    public void A_connection_string_that_is_given_is_left_alone()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["ConnectionStrings:Engine"] = "Host=elsewhere";

        builder.AddEmbeddedPostgres();

        Assert.Equal("Host=elsewhere", builder.Configuration["ConnectionStrings:Engine"]);
        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(EmbeddedPostgresServer));
    }

    [Fact]
    public void The_password_of_one_that_is_given_may_lie_in_a_file()
    {
        var file = Path.Combine(TestFolder.Create(), "password");
        File.WriteAllText(file, "se;cret\n");
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["ConnectionStrings:Engine"] = "Host=elsewhere";
        builder.Configuration["Database:PasswordFile"] = file;

        builder.AddEmbeddedPostgres();

        Assert.Equal("se;cret", new NpgsqlConnectionStringBuilder(builder.Configuration["ConnectionStrings:Engine"]).Password);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void Without_one_it_is_set_to_the_socket_of_the_data_folder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["GLUSTERENGINE_DATA"] = "/srv/engine";
        builder.Configuration["Database:MaxConnections"] = "80";

        builder.AddEmbeddedPostgres();

        var connection = new NpgsqlConnectionStringBuilder(builder.Configuration["ConnectionStrings:Engine"]);
        Assert.Equal(("glusterengine", "glusterengine", 35), (connection.Database, connection.Username, connection.MaxPoolSize));
        Assert.EndsWith("/socket", connection.Host, StringComparison.Ordinal);
        Assert.Null(connection.Password);
    }
}
