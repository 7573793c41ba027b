using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlusterEngine.Data;
using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing.Server;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>What each role may do, for every operation of the API.</summary>
public sealed class RoleTests(RoleScene scene) : IClassFixture<RoleScene>
{
    private const string Base = "ovirt-engine/api";

    public static TheoryData<Role?, Place> Callers { get; } = new()
    {
        { null, Place.Everything },
        { Role.Reader, Place.Everything },
        { Role.Operator, Place.Everything },
        { Role.Administrator, Place.Everything },
        { Role.Reader, Place.Demo },
        { Role.Operator, Place.Demo },
        { Role.Administrator, Place.Demo },
        { Role.Reader, Place.Other },
        { Role.Operator, Place.Other },
        { Role.Administrator, Place.Other },
    };

    [Fact]
    public void Every_operation_of_the_api_is_in_the_table()
    {
        var actions = scene.Engine.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items;
        var routes = actions.Where(static action => action.AttributeRouteInfo?.Template?.StartsWith(Base, StringComparison.Ordinal) == true)
            .SelectMany(static action => action.ActionConstraints!.OfType<HttpMethodActionConstraint>().Single().HttpMethods
                // A HEAD is a GET without its body.
                .Where(static method => method != "HEAD").Select(method => $"{method} /{Plain(action.AttributeRouteInfo!.Template![Base.Length..]).TrimStart('/')}"));

        Assert.Equal(
            routes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Operations.All.Select(static operation => $"{operation.Method} {operation.Template.Replace("{spareHostId}", "{hostId}", StringComparison.Ordinal).Replace("{spareEventId}", "{eventId}", StringComparison.Ordinal)}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_role_opens_what_the_table_says_and_nothing_else(Role? role, Place place)
    {
        var name = $"{role?.ToLowerText() ?? "nobody"}-{place}@internal".ToLowerInvariant();
        var client = await scene.Engine.AddUserAsync(name, role, place == Place.Everything ? null : place.ToLowerText());

        var wrong = new List<string>();
        foreach (var operation in Operations.All)
        {
            var answer = await scene.SendAsync(client, operation);
            if (!IsRight(operation, answer, operation.RefusedWith(role, place), name)) wrong.Add($"{operation.Route}: {answer}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_reader_of_one_cluster_sees_no_other()
    {
        var client = await scene.Engine.AddUserAsync("insider@internal", Role.Reader, "other");
        var all = scene.Engine.Client;

        Assert.Equal(["other"], Names(await client.GetAsync("/clusters")));
        Assert.Empty(Names(await client.GetAsync("/hosts")));
        Assert.Empty((await client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Elements());
        var events = (await client.GetAsync("/events")).Expect(200).Xml.Elements().ToList();
        // Its own cluster was added, and the user itself.
        Assert.Equal(["10931", "809"], events.Select(static line => line.Element("code")!.Value));
        Assert.Equal("0", (await client.GetAsync("")).Expect(200).Xml.Element("summary")!.Element("hosts")!.Element("total")!.Value);
        Assert.DoesNotContain((await client.GetAsync("/engines")).Expect(200).Xml.Descendants("cluster"), cluster => scene.Cluster.EndsWith(cluster.Attribute("id")!.Value, StringComparison.Ordinal));
        Assert.Equal(["demo", "other"], Names(await all.GetAsync("/clusters")));

        var hidden = await client.GetAsync(scene.Volume);
        Assert.Equal((404, ""), (hidden.Code, hidden.Body));
    }

    [Fact]
    public async Task A_user_is_shown_to_administrators_and_to_itself()
    {
        var admin = scene.Engine.Client;
        var own = await scene.Engine.AddUserAsync("watcher@internal", Role.Operator, "other");
        await scene.Engine.AddUserAsync("idler@internal", Role.Reader);
        var others = (await admin.GetAsync("/users?search=usrname%3Didler%40internal")).Expect(200).Xml.Elements().Single();
        var user = (await own.GetAsync("/users")).Expect(200).Xml.Elements().Single();
        var href = user.Attribute("href")!.Value;

        Assert.Equal(("watcher", "watcher@internal"), (user.Element("principal")!.Value, user.Element("user_name")!.Value));
        Assert.Equal(href, (await own.GetAsync("")).Expect(200).Xml.Element("authenticated_user")!.Attribute("href")!.Value);
        Assert.Equal(user.ToString(), (await own.GetAsync(href)).Expect(200).Xml.ToString());
        Assert.Equal(user.ToString(), (await admin.GetAsync(href)).Expect(200).Xml.ToString());
        Assert.Equal(404, (await own.GetAsync(others.Attribute("href")!.Value)).Code);
        Assert.Equal("watcher@internal", (await own.Speaking(EngineClient.Json).GetAsync(href)).Expect(200).Json["user_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_user_is_shown_to_whoever_sees_a_job_or_an_event_of_the_user()
    {
        var worker = await scene.Engine.AddUserAsync("worker@internal", Role.Operator);
        var (insider, outsider) = (await scene.Engine.AddUserAsync("colleague@internal", Role.Reader, "demo"), await scene.Engine.AddUserAsync("neighbour@internal", Role.Reader, "other"));
        var user = (await worker.GetAsync("/users")).Expect(200).Xml.Elements().Single().Attribute("href")!.Value;
        Assert.Equal(404, (await insider.GetAsync(user)).Code);

        (await worker.PostAsync("/events", $"<event><description>x</description><severity>normal</severity><origin>worker</origin><custom_id>1</custom_id><cluster id=\"{scene.Cluster[^36..]}\"/></event>")).Expect(201);

        Assert.Equal("worker@internal", (await insider.GetAsync(user)).Expect(200).Xml.Element("user_name")!.Value);
        Assert.Equal(404, (await outsider.GetAsync(user)).Code);
        Assert.Equal("colleague@internal", (await insider.GetAsync("/users")).Expect(200).Xml.Elements().Single().Element("user_name")!.Value);
        var shown = (await insider.GetAsync("/events?search=origin%3Dworker&follow=user")).Expect(200).Xml.Elements().Single();
        Assert.Equal("worker@internal", shown.Element("user")!.Element("user_name")!.Value);
    }

    [Fact]
    public async Task An_event_of_a_host_is_shown_to_the_users_of_its_cluster()
    {
        var client = await scene.Engine.AddUserAsync("host-watcher@internal", Role.Reader, "demo");
        var host = (await client.GetAsync("/hosts?max=1")).Expect(200).Xml.Elements().Single();

        var added = (await scene.Engine.Client.PostAsync(
            "/events", $"<event><description>x</description><severity>normal</severity><origin>sensor</origin><custom_id>1</custom_id><host id=\"{host.Attribute("id")!.Value}\"/></event>")).Expect(201).Xml;

        var seen = (await client.GetAsync(added.Attribute("href")!.Value)).Expect(200).Xml;
        Assert.Equal((scene.Cluster[^36..], "demo"), (seen.Element("cluster")!.Attribute("id")!.Value, seen.Element("cluster")!.Element("name")!.Value));
        Assert.Equal(host.Element("name")!.Value, seen.Element("host")!.Element("name")!.Value);
        Assert.Equal("admin", seen.Element("user")!.Element("name")!.Value);
    }

    [Fact]
    public async Task What_a_caller_may_not_see_is_refused_like_what_does_not_exist()
    {
        var client = await scene.Engine.AddUserAsync("stranger@internal", Role.Administrator, "other");
        var unknown = scene.Volume[..^12] + "000000000000";

        var hidden = await client.PostAsync(scene.Volume + "/rebalance", "<action/>");
        var missing = await scene.Engine.Client.PostAsync(unknown + "/rebalance", "<action/>");

        Assert.Equal((404, 404), (hidden.Code, missing.Code));
        Assert.Equal(missing.Body.Replace(unknown[^36..], scene.Volume[^36..], StringComparison.Ordinal), hidden.Body);
    }

    [Fact]
    public async Task An_operator_keeps_jobs_of_his_own_and_nobody_elses()
    {
        var (first, second) = (await scene.Engine.AddUserAsync("first@internal", Role.Operator, "other"), await scene.Engine.AddUserAsync("second@internal", Role.Operator));
        var job = (await first.PostAsync("/jobs", "<job><description>mine</description></job>")).Expect(201).Xml.Attribute("href")!.Value;

        (await first.PostAsync(job + "/steps", "<step><description>d</description><type>executing</type></step>")).Expect(201);
        var denied = await second.PostAsync(job + "/end", "<action/>");
        Assert.Equal(403, denied.Code);
        Assert.Contains("User second@internal may not run EndExternalJob on job", denied.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("started", (await first.GetAsync(job)).Expect(200).Xml.Element("status")!.Value);
        (await first.PostAsync(job + "/end", "<action/>")).Expect(200);
        Assert.Contains("mine", (await first.GetAsync("/jobs")).Xml.Elements().Select(static shown => shown.Element("description")!.Value));
    }

    [Fact]
    public async Task A_refusal_is_a_fault_that_names_action_and_object_in_both_formats()
    {
        var client = await scene.Engine.AddUserAsync("looker@internal", Role.Reader);
        const string detail = "[User looker@internal may not run StartRebalanceGlusterVolume on volume data of cluster demo: it takes the role operator there.]";

        var xml = await client.PostAsync(scene.Volume + "/rebalance", "<action/>");
        Assert.Equal((403, "failed", "Operation Failed", detail),
            (xml.Code, xml.Xml.Element("status")!.Value, xml.Xml.Element("fault")!.Element("reason")!.Value, xml.FaultDetail));

        var json = await client.Speaking(EngineClient.Json).PostAsync("/clusters", """{"name":"mine"}""");
        Assert.Equal((403, "[User looker@internal may not run AddCluster on the engine as a whole: it takes the role administrator there.]"), (json.Code, json.Json["detail"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Operator)]
    public async Task Whoever_has_a_role_in_the_cluster_sees_the_jobs_of_volumes_that_come_and_go(Role role)
    {
        var name = $"v{Guid.NewGuid():N}";
        var builder = await scene.Engine.AddUserAsync($"{name}-builder@internal", Role.Administrator, "demo");
        var client = await scene.Engine.AddUserAsync($"{name}@internal", role, "demo");
        var outsider = await scene.Engine.AddUserAsync($"{name}-outside@internal", Role.Administrator, "other");
        var host = (await scene.Engine.Client.GetAsync("/hosts?search=cluster%3Ddemo&max=1")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        var body = $"<gluster_volume><name>{name}</name><volume_type>distribute</volume_type><bricks><brick><server_id>{host}</server_id><brick_dir>/b/{name}</brick_dir></brick></bricks></gluster_volume>";

        var volume = (await builder.PostAsync($"{scene.Cluster}/glustervolumes?correlation_id=c{name[..30]}", body)).Expect(201).Xml.Attribute("href")!.Value;
        await ExpectAsync("c", $"Creating Gluster Volume {name} in Cluster demo");
        (await builder.DeleteAsync($"{volume}?correlation_id=d{name[..30]}")).Expect(200);
        await ExpectAsync("d", $"Deleting Gluster Volume {name} in Cluster demo");
        await ExpectAsync("c", $"Creating Gluster Volume {name} in Cluster demo");

        async Task ExpectAsync(string kind, string description)
        {
            var search = $"/jobs?search=correlation_id%3D{kind}{name[..30]}";
            var job = Assert.Single((await client.GetAsync(search)).Expect(200).Xml.Elements());
            var href = job.Attribute("href")!.Value;
            Assert.Equal((description, "finished"), (job.Element("description")!.Value, job.Element("status")!.Value));
            Assert.Equal(description, (await client.GetAsync(href)).Expect(200).Xml.Element("description")!.Value);
            var steps = (await client.GetAsync(href + "/steps")).Expect(200).Xml.Elements().ToList();
            Assert.Equal(["executing", "validating"], steps.Select(static step => step.Element("type")!.Value).Order(StringComparer.Ordinal));
            (await client.GetAsync(steps[0].Attribute("href")!.Value)).Expect(200);
            Assert.Empty((await outsider.GetAsync(search)).Expect(200).Xml.Elements());
            Assert.Equal(404, (await outsider.GetAsync(href)).Code);
        }
    }

    [Fact]
    public async Task An_event_of_one_cluster_does_not_lead_to_the_host_of_another()
    {
        var client = await scene.Engine.AddUserAsync("spy@internal", Role.Operator, "other");
        var hidden = (await scene.Engine.Client.GetAsync("/hosts?search=cluster%3Ddemo&max=1")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        var other = (await client.GetAsync("/clusters")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        string Event(string host, string members) =>
            $"<event><description>x</description><severity>normal</severity><origin>spy</origin><custom_id>1</custom_id>{members}<host id=\"{host}\"/></event>";

        foreach (var members in new[] { "", $"<cluster id=\"{other}\"/>" })
        {
            var unknown = hidden[..^12] + "000000000000";
            var refused = await client.PostAsync("/events", Event(hidden, members));
            var missing = await client.PostAsync("/events", Event(unknown, members));
            Assert.Equal((404, 404), (refused.Code, missing.Code));
            Assert.Equal(missing.Body.Replace(unknown, hidden, StringComparison.Ordinal), refused.Body);
        }
    }

    [Fact]
    public async Task A_followed_host_that_the_caller_may_not_see_stays_an_id()
    {
        var client = await scene.Engine.AddUserAsync("follower@internal", Role.Reader, "other");
        var hidden = (await scene.Engine.Client.GetAsync("/hosts?search=cluster%3Ddemo&max=1")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        var other = (await client.GetAsync("/clusters")).Expect(200).Xml.Elements().Single().Attribute("id")!.Value;
        // Nobody can add one like this; it takes a host that moved, or an older engine.
        await using (var db = await scene.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync())
        {
            db.Add(new EngineEvent { Code = EventCode.ExternalEventNormal, Severity = EventSeverity.Normal, Description = "of two clusters", ClusterId = Guid.Parse(other), HostId = Guid.Parse(hidden) });
            await db.SaveChangesAsync();
        }

        var seen = (await client.GetAsync("/events?search=message%3D%22of%20two%20clusters%22&follow=host")).Expect(200).Xml.Elements().Single().Element("host")!;
        // Nor is there an address, which would lead nowhere.
        Assert.Equal((hidden, null, 0), (seen.Attribute("id")!.Value, seen.Attribute("href")?.Value, seen.Elements().Count()));
    }

    private static bool IsRight(Operation operation, EngineAnswer answer, int? expected, string user)
    {
        if (expected is null) return answer.Code is not (401 or 403) && answer.Code < 500 && (answer.Code != 404 || operation.FindsNothing);
        if (answer.Code != expected) return false;
        return expected != 403 || answer.FaultDetail?.StartsWith($"[User {user} may ", StringComparison.Ordinal) == true;
    }

    private static IEnumerable<string> Names(EngineAnswer answer) => answer.Expect(200).Xml.Elements().Select(static XElement (item) => item.Element("name")!).Select(static name => name.Value);

    /// <summary>Without constraints on the parameters, and with the one name of bricks.</summary>
    private static string Plain(string template) => Regex.Replace(template, ":[a-z]+}", "}", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace("/bricks", "/glusterbricks", StringComparison.Ordinal);
}
