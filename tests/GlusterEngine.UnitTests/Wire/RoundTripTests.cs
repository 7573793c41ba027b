using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions Comparable = new() { WriteIndented = true, Converters = { new InstantConverter() } };

    [Theory]
    [InlineData(WireFormat.Xml)]
    [InlineData(WireFormat.Json)]
    public void Whatever_is_written_is_read_back(WireFormat format)
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            foreach (var type in ResourceTypes.Roots)
            {
                var resource = new RandomResource(seed, format).Create(type);
                var copy = Document.Read(type, Document.Write(resource, format), format);
                Assert.Equal(Show(resource), Show(copy));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_at_all_makes_a_document_that_can_be_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), any =>
        {
            // U+0000 is refused on the way in: no text of the database can hold it.
            var text = any?.Replace('\0', 'x');
            var fault = new FaultResource { Detail = text, Reason = "\uD800" + text + "\uDC00" };
            foreach (var format in Enum.GetValues<WireFormat>())
            {
                var copy = Document.Read<FaultResource>(Document.Write(fault, format), format);
                Assert.Equal(text?.Length, copy.Detail?.Length);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Streams_are_read_and_written_asynchronously_as_well()
    {
        var action = new ActionResource { Force = true, Reason = "because" };
        using var stream = new MemoryStream();
        await WireCodec.WriteAsync(action, WireFormat.Xml, stream, announce: null, CancellationToken.None);
        stream.Position = 0;
        Assert.Equal(Show(action), Show(await WireCodec.ReadAsync<ActionResource>(stream, WireFormat.Xml, CancellationToken.None)));
    }

    private static string Show(object resource) => JsonSerializer.Serialize(resource, resource.GetType(), Comparable);

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }
}
