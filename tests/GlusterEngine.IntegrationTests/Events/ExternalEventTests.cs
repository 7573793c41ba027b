using GlusterEngine.IntegrationTests.Database;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Events;

/// <summary>Clients add events of their own, and delete events.</summary>
public sealed class ExternalEventTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Theory]
    [InlineData("normal", "9801")]
    [InlineData("warning", "9802")]
    [InlineData("error", "9803")]
    [InlineData("alert", "9804")]
    public async Task An_event_is_added_shown_and_deleted(string severity, string code)
    {
        var added = (await PostAsync($"<event><description>backup is done</description><severity>{severity}</severity><origin>backup</origin><custom_id>7</custom_id><flood_rate>60</flood_rate></event>")).Expect(201);

        var shown = (await tasks.Client.GetAsync(added.Xml.Attribute("href")!.Value)).Expect(200).Xml;
        Assert.Equal((code, "backup", "7", "60", severity), (
            shown.Element("code")!.Value, shown.Element("origin")!.Value, shown.Element("custom_id")!.Value, shown.Element("flood_rate")!.Value, shown.Element("severity")!.Value));
        Assert.EndsWith(added.Xml.Attribute("href")!.Value, added.Headers["Location"], StringComparison.Ordinal);

        Assert.Equal(200, (await tasks.Client.DeleteAsync(added.Xml.Attribute("href")!.Value)).Code);
        Assert.Equal(404, (await tasks.Client.GetAsync(added.Xml.Attribute("href")!.Value)).Code);
        Assert.Equal(404, (await tasks.Client.DeleteAsync(added.Xml.Attribute("href")!.Value)).Code);
        var log = (await tasks.Client.GetAsync("/events?max=1")).Expect(200).Xml.Elements("event").Single();
        Assert.Contains($"Event {added.Xml.Attribute("id")!.Value} (code {code}) was deleted", log.Element("description")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<severity>normal</severity><origin>x</origin><custom_id>1</custom_id>", 400, "event.description")]
    [InlineData("<description>x</description><origin>x</origin><custom_id>1</custom_id>", 400, "event.severity")]
    [InlineData("<description>x</description><severity>normal</severity><custom_id>1</custom_id>", 400, "event.origin")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin>", 400, "event.custom_id")]
    [InlineData("<description>x</description><severity>normal</severity><origin>oVirt</origin><custom_id>1</custom_id>", 400, "that of the engine itself")]
    [InlineData("<description>x</description><severity>silly</severity><origin>x</origin><custom_id>1</custom_id>", 400, "'silly' is no legal value of 'severity'")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><cluster id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 404, "Entity not found: 7a6d5f43-0000-4000-8000-000000000000. There is no such cluster.")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><host id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 404, "Entity not found: 7a6d5f43-0000-4000-8000-000000000000. There is no such host.")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><vm id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 404, "Entity not found: 7a6d5f43-0000-4000-8000-000000000000. This engine")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><data_center><name>Default</name></data_center>", 404, "Entity not found: Default. This engine has nothing of the kind; leave event.data_center out.")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><storage_domain><name>data</name></storage_domain>", 404, "Entity not found: data. ")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><template><name>Blank</name></template>", 404, "Entity not found: Blank. ")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><vm/>", 400, "event.vm.id")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><user id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 400, "event.user: ")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><log_on_host>true</log_on_host>", 400, "event.log_on_host: ")]
    public async Task An_event_that_cannot_be_is_refused_by_what_is_wrong_with_it(string members, int code, string words) =>
        Assert.Contains(words, (await PostAsync($"<event>{members}</event>")).Expect(code).FaultDetail, StringComparison.Ordinal);

    [Fact]
    public async Task Names_of_what_a_page_of_events_is_about_are_read_by_one_statement_a_kind_and_what_is_gone_has_no_address()
    {
        var site = await tasks.CreateSiteAsync("v");
        await tasks.AskAsync(
            $"insert into event (code, severity, description, origin, custom_id, cluster_id, host_id, user_id) select 9801, 'NORMAL', 'n', 'namer', 1, '{site.Id}', h.host_id, gen_random_uuid() from host h where h.cluster_id = '{site.Id}' returning 1");
        await tasks.AskAsync($"insert into event (code, severity, description, origin, custom_id, cluster_id, host_id) values (9801, 'NORMAL', 'n', 'namer', 1, '{site.Id}', gen_random_uuid()) returning 1");
        using var statements = new SqlStatements(tasks.Engine.ConnectionString!);
        IReadOnlyList<string> Of(string table) => [.. statements.Of(table).Where(static statement => statement.Contains("= ANY", StringComparison.Ordinal) && statement.Contains(".name", StringComparison.Ordinal))];
        // EF remembers for a second that nobody listened.
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);

        var events = (await tasks.Client.GetAsync("/events?search=origin%3Dnamer")).Expect(200).Xml.Elements().ToList();

        Assert.Equal((1, 1, 1), (Of("host").Count, Of("cluster").Count, Of("app_user").Count));
        var cluster = (await tasks.Client.GetAsync($"/clusters/{site.Id}")).Expect(200).Xml.Element("name")!.Value;
        Assert.All(events, line => Assert.Equal(cluster, line.Element("cluster")!.Element("name")!.Value));
        var (gone, known) = (events[0].Element("host")!, events.Skip(1).Select(static line => line.Element("host")!).ToList());
        Assert.Equal((null, null), (gone.Attribute("href")?.Value, gone.Element("name")?.Value));
        Assert.Equal(SimulatedSite.Addresses.Count, known.Select(static host => host.Element("name")!.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(known, static host => Assert.EndsWith(host.Attribute("id")!.Value, host.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.All(events.Skip(1), static line => Assert.Null(line.Element("user")!.Attribute("href")));
    }

    private Task<EngineAnswer> PostAsync(string body) => tasks.Client.PostAsync("/events", body);
}
