using GlusterEngine.IntegrationTests.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary><c>search</c>, <c>case_sensitive</c>, <c>max</c> and <c>page</c> of every list (spec/rest.md 1.4).</summary>
public sealed class SearchTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    [Theory]
    [InlineData("/clusters", "name=DEMO", 1)]
    [InlineData("/clusters", "name=DEMO&case_sensitive=true", 0)]
    [InlineData("/clusters", "name!=demo and name=d*", 0)]
    [InlineData("/clusters", "compatibility_level >= 4.7", 1)]
    [InlineData("/clusters", "architecture = x86_64 or cpu_type = *", 1)]
    [InlineData("/clusters", "name = demo and datacenter = Default", 0)]
    [InlineData("/clusters", "datacenter != Default", 1)]
    [InlineData("/hosts", "name=gluster1 or name=gluster2", 2)]
    [InlineData("/hosts", "cluster = demo and name != gluster3 sortby name desc page 1", 2)]
    [InlineData("/hosts", "status = up", 3)]
    [InlineData("/hosts", "status = \"up\" and datacenter = Default", 0)]
    [InlineData("/hosts", "name > gluster1", 2)]
    [InlineData("{volumes}", "replica_count > 1", 1)]
    [InlineData("{volumes}", "stripe_count = 0 and transport_type = tcp and cluster = demo", 2)]
    [InlineData("{volumes}", "type = distribute or name = media", 2)]
    [InlineData("{volumes}", "status = up page 2", 0)]
    public async Task A_short_list_is_searched_by_the_fields_of_ovirt(string list, string search, int rows)
    {
        var path = list.Replace("{volumes}", demo.Cluster + "/glustervolumes", StringComparison.Ordinal);

        Assert.Equal(rows, (await demo.Client.GetAsync(path + "?search=" + Escape(search))).Expect(200).Xml.Elements().Count());
    }

    [Theory]
    [InlineData("/clusters", "name = demo")]
    [InlineData("/events", "severity = error")]
    [InlineData("/jobs", "correlation_id = a")]
    public async Task A_search_has_at_most_fifty_conditions(string list, string condition)
    {
        foreach (var word in new[] { " or ", " and " })
        {
            (await demo.Client.GetAsync($"{list}?search={Escape(string.Join(word, Enumerable.Repeat(condition, 50)))}")).Expect(200);
            var refused = (await demo.Client.GetAsync($"{list}?search={Escape(string.Join(word, Enumerable.Repeat(condition, 51)))}")).Expect(400);
            Assert.Contains("more than 50 conditions", refused.FaultDetail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("severity = alert", 1)]
    [InlineData("severity != alert", 3)]
    [InlineData("type = 4012", 2)]
    [InlineData("type != 4012 and severity = Error", 1)]
    [InlineData("message = \"100% _done*\"", 1)]
    [InlineData("message = *ALPHA*", 2)]
    [InlineData("message = *ALPHA*&case_sensitive=true", 1)]
    [InlineData("message != *alpha*", 2)]
    [InlineData("message > beta", 1)]
    [InlineData("time < 2001-01-02", 2)]
    [InlineData("time >= 2001-01-02T00:00:00Z and time <= \"2001-01-02T00:00:00+00:00\"", 1)]
    [InlineData("usrname = admin@internal", 2)]
    [InlineData("usrname != admin*", 2)]
    [InlineData("correlation_id = searched-1 or correlation_id = searched-2", 2)]
    [InlineData("origin = ovirt", 4)]
    [InlineData("origin != oVirt", 0)]
    [InlineData("custom_event_id = -1", 4)]
    [InlineData("custom_event_id > -1", 0)]
    [InlineData("event_host = gluster1", 1)]
    [InlineData("event_volume = data", 1)]
    [InlineData("severity = alert or type = 4012 and event_volume = data", 2)]
    public async Task Events_are_searched_by_the_fields_of_ovirt(string search, int rows)
    {
        await AddEventsAsync();

        var query = search.Replace("&case_sensitive", " and time < 2002-01-01&case_sensitive", StringComparison.Ordinal);
        // Only those of this test are so old.
        if (query == search) query = string.Join(" or ", search.Split(" or ").Select(static part => part + " and time < 2002-01-01"));
        Assert.Equal(rows, (await demo.Client.GetAsync("/events?search=" + Escape(query))).Expect(200).Xml.Elements().Count());
    }

    [Fact]
    public async Task An_event_of_a_client_is_found_by_its_own_origin_and_number()
    {
        (await demo.Client.PostAsync("/events", "<event><description>done</description><severity>normal</severity><origin>Backup</origin><custom_id>4711</custom_id></event>")).Expect(201);

        Assert.Equal(["done"], await MessagesAsync("origin = backup"));
        Assert.Equal(["done"], await MessagesAsync("origin != oVirt"));
        Assert.Equal(["done"], await MessagesAsync("custom_event_id = 4711"));
        Assert.Empty(await MessagesAsync("origin = ovirt and custom_event_id > 0"));
        Assert.NotEmpty(await MessagesAsync("origin = oVirt and custom_event_id = -1"));
    }

    [Fact]
    public async Task Events_are_sorted_and_come_in_pages()
    {
        await AddEventsAsync();
        var all = await MessagesAsync("time < 2002-01-01 sortby message");

        Assert.Equal(4, all.Count);
        Assert.Equal(all.AsEnumerable().Reverse(), await MessagesAsync("time < 2002-01-01 sortby message desc"));
        Assert.Equal(all.Skip(2), await MessagesAsync("time < 2002-01-01 sortby message asc page 2", "&max=2"));
        Assert.Empty(await MessagesAsync("time < 2002-01-01 sortby message page 3", "&max=2"));
    }

    private async Task<IReadOnlyList<string>> MessagesAsync(string search, string more = "") =>
        [.. (await demo.Client.GetAsync("/events?search=" + Escape(search) + more)).Expect(200).Xml.Elements().Select(static line => line.Element("description")!.Value)];

    private async Task AddEventsAsync()
    {
        await using var connection = new NpgsqlConnection(demo.Engine.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            delete from event where time < '2002-01-01';
            insert into event (code, severity, time, description, correlation_id, user_id, host_id, volume_id) values
                (4012, 'NORMAL', '2001-01-01', 'alpha', 'searched-1', (select user_id from app_user where name = 'admin@internal'), null, (select volume_id from gluster_volume where name = 'data')),
                (4012, 'NORMAL', '2001-01-01', '100% _done', 'searched-2', (select user_id from app_user where name = 'admin@internal'), null, null),
                (4013, 'ERROR', '2001-01-02', 'ALPHA', 'searched-3', null, (select host_id from host where name = 'gluster1'), null),
                (4013, 'ALERT', '2001-01-03', 'gamma', null, null, null, null);
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Escape(string search)
    {
        var parts = search.Split('&', 2);
        return Uri.EscapeDataString(parts[0]) + (parts.Length == 1 ? "" : "&" + parts[1]);
    }
}
