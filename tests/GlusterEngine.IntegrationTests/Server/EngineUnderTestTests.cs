using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Server;

/// <summary>The two ways in which tests run the whole engine.</summary>
public sealed class EngineUnderTestTests
{
    [Fact]
    public async Task An_engine_in_this_process_answers()
    {
        await using var engine = await EngineUnderTest.StartAsync();

        Assert.Equal(200, (await engine.Client.GetAsync("")).Code);
    }

    [Fact]
    public async Task An_engine_in_a_process_of_its_own_is_killed_and_comes_back()
    {
        await using var engine = await EngineProcess.StartAsync();
        var added = await engine.Client.PostAsync("/clusters", "<cluster><name>one</name></cluster>");

        await engine.KillAsync();
        await engine.StartAgainAsync();

        Assert.Equal(200, (await engine.Client.GetAsync(added.Xml.Attribute("href")!.Value)).Code);
        Assert.Equal(0, await engine.StopAsync());
    }
}
