using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using GlusterEngine.IntegrationTests.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary>HEAD, OPTIONS, and bodies that are announced and never sent (spec/rest.md 1.2).</summary>
public sealed class MethodsTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    [Fact]
    public async Task Head_answers_like_get_without_a_body()
    {
        foreach (var path in new[] { "", "/clusters", demo.Volume, demo.Volume + "/glusterbricks?all_content=true", "/jobs", "/clusters/" + Guid.Empty })
        {
            var (head, get) = (await demo.Client.SendAsync(HttpMethod.Head, path), await demo.Client.GetAsync(path));

            Assert.Equal((get.Code, get.ContentType), (head.Code, head.ContentType));
            Assert.Empty(head.Body);
            if (get.Code == 200 && path.Length > 0) Assert.Equal(get.Headers["Content-Length"], head.Headers["Content-Length"]);
        }
    }

    [Theory]
    [InlineData("/clusters", "GET, HEAD, OPTIONS, POST")]
    [InlineData("", "GET, HEAD, OPTIONS")]
    [InlineData("/jobs/00000000-0000-0000-0000-000000000001/end", "OPTIONS, POST")]
    public async Task Options_names_the_methods_of_a_path(string path, string methods)
    {
        var answer = await demo.Client.SendAsync(HttpMethod.Options, path);

        Assert.Equal((200, "", methods), (answer.Code, answer.Body, answer.Headers["Allow"].Replace(",", ", ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Options_of_nothing_is_404_and_of_nobody_401()
    {
        Assert.Equal(404, (await demo.Client.SendAsync(HttpMethod.Options, "/no/such/thing")).Code);
        Assert.Equal(401, (await demo.Client.As(null).SendAsync(HttpMethod.Options, "/clusters")).Code);
    }

    [Theory]
    [InlineData("Content-Length: 17")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_get_is_answered_at_once_although_its_body_never_comes(string announcement)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(demo.Engine.Address.Host, demo.Engine.Address.Port);
        var stream = client.GetStream();
        var watch = Stopwatch.StartNew();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ovirt-engine/api/clusters HTTP/1.1\r\nHost: x\r\nAuthorization: {demo.Client.Authorization}\r\nContent-Type: application/xml\r\n{announcement}\r\n\r\n"));
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (!Encoding.UTF8.GetString(buffer, 0, length).Contains("</clusters>", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length)).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.NotEqual(0, count);
            length += count;
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        var answer = Encoding.UTF8.GetString(buffer, 0, length);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }
}
