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
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><cluster id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 404, "There is no cluster")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><user id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", 400, "event.user: ")]
    [InlineData("<description>x</description><severity>normal</severity><origin>x</origin><custom_id>1</custom_id><log_on_host>true</log_on_host>", 400, "event.log_on_host: ")]
    public async Task An_event_that_cannot_be_is_refused_by_what_is_wrong_with_it(string members, int code, string words) =>
        Assert.Contains(words, (await PostAsync($"<event>{members}</event>")).Expect(code).FaultDetail, StringComparison.Ordinal);

    private Task<EngineAnswer> PostAsync(string body) => tasks.Client.PostAsync("/events", body);
}
