using System.Text;
using System.Text.Json;
using GlusterEngine.Vds.Vdsm.JsonRpc;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

public sealed class JsonRpcReaderTests
{
    [Fact]
    public void A_result_is_read_with_its_id()
    {
        var result = Assert.IsType<JsonRpcReply.Result>(Read("""{"jsonrpc": "2.0", "id": "f", "result": {"uuid": "u"}}"""));

        Assert.Equal(("f", "u"), (result.Id, result.Value.GetProperty("uuid").GetString()));
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "result": true}""", JsonValueKind.True)]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "result": {}}""", JsonValueKind.Object)]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "result": null}""", JsonValueKind.Null)]
    public void A_verb_that_returns_nothing_may_say_so_in_several_ways(string text, JsonValueKind kind) =>
        Assert.Equal(kind, Assert.IsType<JsonRpcReply.Result>(Read(text)).Value.ValueKind);

    [Fact]
    public void An_error_is_read_with_its_code_and_words() => Assert.Equal(
        new JsonRpcReply.Error("f", new(99, "Recovering from crash or Initializing")),
        Read("""{"jsonrpc": "2.0", "id": "f", "error": {"code": 99, "message": "Recovering from crash or Initializing"}}"""));

    [Fact]
    public void An_error_without_id_belongs_to_nobody() => Assert.Equal(
        new JsonRpcReply.Error(Id: null, new(-32700, "bad")), Read("""{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "bad"}}"""));

    [Fact]
    public void An_event_is_no_reply() => Assert.IsType<JsonRpcReply.Notification>(Read("""{"jsonrpc": "2.0", "method": "|virt|VM_status|abc", "params": {"notify_time": 1}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc": "1.0", "id": "f", "result": true}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": {}, "result": true}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": null, "result": true}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "f"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "id": "g", "result": true}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "error": {"code": "99", "message": "x"}}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "f", "error": {"code": 99}}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "\ud83d", "result": true}""")]
    public void What_is_no_reply_is_a_FormatException(string text) => Assert.Throws<FormatException>(() => Read(text));

    private static JsonRpcReply Read(string text) => JsonRpcReader.Read(Encoding.UTF8.GetBytes(text));
}
