using System.Xml.Linq;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Hooks;

/// <summary>The hooks of real nodes: the engine shows and changes the files that gluster runs.</summary>
[Collection(FastLabCollection.Name)]
public sealed class HookTests(FastLab fixture)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_hook_that_one_node_has_is_written_to_the_others_run_by_gluster_and_deleted()
    {
        // Writes the name of the volume into a file of the node, which only that node sees.
        var name = $"99lab{Guid.NewGuid():N}.sh";
        const string script = "#!/bin/sh\nfor word; do case $word in --volname=*) echo \"${word#--volname=}\" >>/var/lib/glusterd/hooked ;; esac; done\n";
        await engine.Lab.RunAsync("sh", "1", "sh", "-c", "mkdir -p /var/lib/glusterd/hooks/1/stop/post && printf '%s' \"$1\" >\"/var/lib/glusterd/hooks/1/stop/post/S$2\"", "sh", script, name);
        // What comes up is looked at at once; a node is activated for that.
        var host = (await engine.Client.GetAsync("/hosts?search=name%3Dnode1")).Expect(200).Xml.Elements().Single().Attribute("href")!.Value;
        (await engine.Client.PostAsync(host + "/deactivate", "<action/>")).Expect(200);
        (await engine.Client.PostAsync(host + "/activate", "<action/>")).Expect(200);
        var found = await Eventually.GetAsync(() => FindAsync(name), static hook => hook?.Element("content") is not null, TimeSpan.FromMinutes(1));
        Assert.Equal(("4", "enabled", script), (found!.Element("conflict_status")!.Value, found.Element("status")!.Value, found.Element("content")!.Value));
        var href = found.Attribute("href")!.Value;

        (await engine.Client.PostAsync(href + "/resolve", "<action><resolution_type>add</resolution_type></action>")).Expect(200);

        Assert.Equal("0", (await engine.Client.GetAsync(href)).Expect(200).Xml.Element("conflict_status")!.Value);
        await engine.Lab.RunAsync("vol", "dist", "hooked1");
        await engine.GlusterAsync(1, "volume", "stop", "hooked1");
        foreach (var node in (int[])[2, 3])
            await Eventually.GetAsync(() => engine.Lab.RunAsync("sh", $"{node}", "sh", "-c", "cat /var/lib/glusterd/hooked 2>/dev/null; true"), static text => text.Trim() == "hooked1");

        (await engine.Client.PostAsync(href + "/disable", "<action/>")).Expect(200);
        Assert.Equal($"K{name}", (await FileAsync(3, name)).Trim());
        await engine.Lab.RunAsync("vol", "dist", "hooked2");
        await engine.GlusterAsync(1, "volume", "stop", "hooked2");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Assert.Equal("hooked1", (await engine.Lab.RunAsync("sh", "3", "cat", "/var/lib/glusterd/hooked")).Trim());

        (await engine.Client.SendAsync(HttpMethod.Delete, href)).Expect(200);
        foreach (var node in (int[])[1, 2, 3]) Assert.Empty((await FileAsync(node, name)).Trim());
    }

    private Task<string> FileAsync(int node, string name) =>
        engine.Lab.RunAsync("sh", $"{node}", "sh", "-c", "ls /var/lib/glusterd/hooks/1/stop/post | grep -F \"$1\"; true", "sh", name);

    private async Task<XElement?> FindAsync(string name)
    {
        var row = (await engine.Client.GetAsync(engine.Cluster + "/glusterhooks")).Expect(200).Xml.Elements().SingleOrDefault(hook => hook.Element("name")!.Value == $"stop-POST-{name}");
        return row is null ? null : (await engine.Client.GetAsync(row.Attribute("href")!.Value)).Expect(200).Xml;
    }
}
