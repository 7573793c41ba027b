using GlusterEngine.Data.Requests;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace GlusterEngine.UnitTests.Server;

public sealed class IdempotencyTests
{
    private static readonly byte[] Hash = RequestHash.Of(("POST", "/ovirt-engine/api/clusters", ""), "<cluster/>"u8);

    [Theory]
    [InlineData("a")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"quoted ~ and spaced\"")]
    public void Printable_ascii_is_a_key(string key) => Assert.Equal(key, IdempotencyKey.Read(key));

    [Fact]
    public void A_key_has_at_most_255_characters()
    {
        Assert.Equal(255, IdempotencyKey.Read(new string('k', 255)).Length);
        Assert.Equal(400, Assert.Throws<FaultException>(static () => IdempotencyKey.Read(new string('k', 256))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\there")]
    [InlineData("schlüssel")]
    [InlineData("one", "two")]
    public void Anything_else_is_no_key(params string[] values) =>
        Assert.Contains("Idempotency-Key", Assert.Throws<FaultException>(() => IdempotencyKey.Read(new StringValues(values))).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("DELETE", "/ovirt-engine/api/clusters", "", "<cluster/>")]
    [InlineData("POST", "/ovirt-engine/api/hosts", "", "<cluster/>")]
    [InlineData("POST", "/ovirt-engine/api/clusters", "?async=true", "<cluster/>")]
    [InlineData("POST", "/ovirt-engine/api/clusters", "", "<cluster />")]
    [InlineData("POST", "/ovirt-engine/api/clusters", "", "")]
    public void Each_part_of_a_request_makes_it_another_one(string method, string path, string query, string body) =>
        Assert.NotEqual(Hash, RequestHash.Of((method, path, query), System.Text.Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void The_same_request_has_the_same_hash() =>
        Assert.Equal(Hash, RequestHash.Of(("POST", "/ovirt-engine/api/clusters", ""), "<cluster/>"u8));

    [Theory]
    [InlineData(false, false, null, nameof(KeyState.Abandoned))]
    [InlineData(true, false, null, nameof(KeyState.InFlight))]
    [InlineData(true, true, null, nameof(KeyState.InFlight))]
    [InlineData(false, true, null, nameof(KeyState.Written))]
    [InlineData(false, true, 200, nameof(KeyState.Answered))]
    [InlineData(false, false, 409, nameof(KeyState.Answered))]
    public void Only_what_nobody_works_on_and_wrote_nothing_is_done_again(bool isInFlight, bool isWritten, int? status, string state)
    {
        var first = First(isInFlight, isWritten, status);

        Assert.Equal(state, KeyStates.Of(first, Hash).ToString());
        Assert.Equal(KeyState.Different, KeyStates.Of(first, new byte[32]));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, true)]
    [InlineData(202, true)]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(409, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(405, false)]
    [InlineData(406, false)]
    [InlineData(415, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void What_the_request_itself_came_to_is_kept(int status, bool isFinal) => Assert.Equal(isFinal, KeptAnswer.IsFinal(status));

    [Fact]
    public void An_answer_that_is_too_large_is_not_kept()
    {
        var response = new DefaultHttpContext().Response;
        response.Headers.Location = "/somewhere";
        response.ContentType = "application/xml";
        using var body = new MemoryStream([1, 2, 3]);

        var kept = KeptAnswer.Of(response, body, mostBytes: 3)!;

        Assert.Equal((200, "application/xml", "/somewhere"), (kept.Status, kept.ContentType, kept.Location));
        Assert.Equal([1, 2, 3], kept.Body);
        Assert.Null(KeptAnswer.Of(response, body, mostBytes: 2));
    }

    private static ClaimedRequest First(bool isInFlight, bool isWritten, int? status) => new()
    {
        RequestHash = Hash,
        ClaimToken = Guid.NewGuid(),
        InFlight = isInFlight,
        ClaimedAt = DateTimeOffset.UnixEpoch,
        CorrelationId = "c",
        WrittenAt = isWritten ? DateTimeOffset.UnixEpoch : null,
        Status = (short?)status,
    };
}
