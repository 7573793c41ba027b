using System.Text;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class InputErrorTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("<")]
    [InlineData("<action>")]
    [InlineData("<action/><action/>")]
    [InlineData("<action/>x")]
    [InlineData("<action><force>true</action>")]
    [InlineData("<action><reason>&undefined;</reason></action>")]
    [InlineData("<action><reason>\u0001</reason></action>")]
    [InlineData("<!DOCTYPE action><action/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><action><reason>&e;</reason></action>")]
    [InlineData("<!DOCTYPE a [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><action><reason>&b;</reason></action>")]
    [InlineData("{}")]
    public void A_broken_xml_document_is_refused(string text) =>
        AssertRefused<ActionResource>(text, WireFormat.Xml, WireErrorKind.Syntax, member: null);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"force":true,}""")]
    [InlineData("""{"force":true /* why */}""")]
    [InlineData("<action/>")]
    public void A_broken_json_document_is_refused(string text) =>
        AssertRefused<ActionResource>(text, WireFormat.Json, WireErrorKind.Syntax, member: null);

    [Theory]
    [InlineData("<nosuch/>", "nosuch")]
    [InlineData("<bricks/>", "bricks")]
    [InlineData("<Action/>", "Action")]
    [InlineData("<action xmlns='urn:x'/>", "action")]
    public void A_wrong_root_is_refused(string text, string root) =>
        AssertRefused<ActionResource>(text, WireFormat.Xml, WireErrorKind.Syntax, root);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"action\"")]
    public void A_json_root_must_be_an_object(string text) =>
        AssertRefused<ActionResource>(text, WireFormat.Json, WireErrorKind.Syntax, "action");

    [Theory]
    [InlineData("<action><force>TRUE</force><nosuch>1</nosuch></action>", WireFormat.Xml, "nosuch")]
    [InlineData("<action><id>1</id></action>", WireFormat.Xml, "id")]
    [InlineData("<action><bricks><gluster_brick/></bricks></action>", WireFormat.Xml, "gluster_brick")]
    [InlineData("<action><bricks><brick><nosuch/></brick></bricks></action>", WireFormat.Xml, "nosuch")]
    [InlineData("<action><force xmlns='urn:x'>true</force></action>", WireFormat.Xml, "{urn:x}force")]
    [InlineData("""{"nosuch":1}""", WireFormat.Json, "nosuch")]
    [InlineData("""{"nosuch":null}""", WireFormat.Json, "nosuch")]
    [InlineData("""{"Force":true}""", WireFormat.Json, "Force")]
    [InlineData("""{"bricks":{"gluster_brick":[]}}""", WireFormat.Json, "gluster_brick")]
    [InlineData("""{"bricks":{"brick":[{"nosuch":1}]}}""", WireFormat.Json, "nosuch")]
    public void An_unknown_member_is_named(string text, WireFormat format, string member)
    {
        var error = AssertRefused<ActionResource>(text, format, WireErrorKind.Syntax, member);
        Assert.Contains($"'{member}' is not a member of", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<action><force>true</force><force>true</force></action>", WireFormat.Xml, "force")]
    [InlineData("<action><bricks/><bricks/></action>", WireFormat.Xml, "bricks")]
    [InlineData("""{"force":true,"force":true}""", WireFormat.Json, "force")]
    [InlineData("""{"force":null,"force":true}""", WireFormat.Json, "force")]
    [InlineData("""{"link":[],"link":[]}""", WireFormat.Json, "link")]
    [InlineData("""{"bricks":{"brick":[],"brick":[]}}""", WireFormat.Json, "brick")]
    public void A_repeated_member_is_refused(string text, WireFormat format, string member) =>
        AssertRefused<ActionResource>(text, format, WireErrorKind.Syntax, member);

    [Theory]
    [InlineData("<action><force><a/></force></action>", WireFormat.Xml, "force")]
    [InlineData("<action><option>text</option></action>", WireFormat.Xml, "option")]
    [InlineData("<action><bricks>text</bricks></action>", WireFormat.Xml, "bricks")]
    [InlineData("<action>text</action>", WireFormat.Xml, "action")]
    [InlineData("""{"bricks":{"brick":{"name":"h:/b"}}}""", WireFormat.Json, "brick")]
    [InlineData("""{"bricks":[]}""", WireFormat.Json, "bricks")]
    [InlineData("""{"bricks":{"brick":[null]}}""", WireFormat.Json, "brick")]
    [InlineData("""{"bricks":{"brick":["h:/b"]}}""", WireFormat.Json, "brick")]
    [InlineData("""{"link":{"href":"/"}}""", WireFormat.Json, "link")]
    [InlineData("""{"force":{}}""", WireFormat.Json, "force")]
    [InlineData("""{"force":[true]}""", WireFormat.Json, "force")]
    [InlineData("""{"option":"a"}""", WireFormat.Json, "option")]
    [InlineData("""{"reason":["a"]}""", WireFormat.Json, "reason")]
    [InlineData("""{"reason":"\ud800"}""", WireFormat.Json, "reason")]
    public void A_member_of_the_wrong_shape_is_refused(string text, WireFormat format, string member) =>
        AssertRefused<ActionResource>(text, format, WireErrorKind.Syntax, member);

    [Theory]
    [InlineData("<action><force>maybe</force></action>", WireFormat.Xml, "force")]
    [InlineData("<action><force/></action>", WireFormat.Xml, "force")]
    [InlineData("<action><force>yes</force></action>", WireFormat.Xml, "force")]
    [InlineData("<action><resolution_type>bogus</resolution_type></action>", WireFormat.Xml, "resolution_type")]
    [InlineData("""{"force":"maybe"}""", WireFormat.Json, "force")]
    [InlineData("""{"force":2}""", WireFormat.Json, "force")]
    public void An_illegal_value_is_refused_with_the_legal_ones(string text, WireFormat format, string member)
    {
        var error = AssertRefused<ActionResource>(text, format, WireErrorKind.InvalidValue, member);
        Assert.Contains("the legal values are: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_is_none_of_an_enum_is_a_syntax_error_in_json_as_in_ovirt()
    {
        var error = AssertRefused<ActionResource>("""{"resolution_type":"bogus"}""", WireFormat.Json, WireErrorKind.Syntax, "resolution_type");
        Assert.Contains("the legal values are: add, copy", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", WireErrorKind.Syntax)]
    [InlineData("3.0", WireErrorKind.Syntax)]
    [InlineData("1e3", WireErrorKind.Syntax)]
    [InlineData("-", WireErrorKind.Syntax)]
    [InlineData("٣", WireErrorKind.Syntax)]
    [InlineData("2147483648", WireErrorKind.InvalidValue)]
    [InlineData("-99999999999999999999999999999999999999", WireErrorKind.InvalidValue)]
    public void Integers_are_digits_within_range(string text, WireErrorKind kind)
    {
        AssertRefused<GlusterVolumeResource>(
            $"<gluster_volume><replica_count>{text}</replica_count></gluster_volume>", WireFormat.Xml, kind, "replica_count");
        AssertRefused<GlusterVolumeResource>($$"""{"replica_count":"{{text}}"}""", WireFormat.Json, kind, "replica_count");
    }

    [Fact]
    public void A_huge_number_is_refused_with_a_short_message()
    {
        var digits = new string('9', 1_000_000);
        var error =
            AssertRefused<GlusterVolumeResource>(
                $$"""{"replica_count":{{digits}}}""", WireFormat.Json, WireErrorKind.InvalidValue, "replica_count");
        Assert.InRange(error.Message.Length, 1, 300);
        AssertRefused<StatisticResource>(
            "{\"values\":{\"value\":[{\"datum\":" + digits + "}]}}", WireFormat.Json, WireErrorKind.InvalidValue, "datum");
        AssertRefused<StatisticResource>(
            """{"values":{"value":[{"datum":1e99999}]}}""", WireFormat.Json, WireErrorKind.InvalidValue, "datum");
        AssertRefused<StatisticResource>("""{"values":{"value":[{"datum":"x"}]}}""", WireFormat.Json, WireErrorKind.Syntax, "datum");
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-11-20 10:00:00Z")]
    [InlineData("9999999999999999")]
    [InlineData("")]
    public void A_date_must_be_one(string text) =>
        AssertRefused<JobResource>($"<job><start_time>{text}</start_time></job>", WireFormat.Xml, WireErrorKind.InvalidValue, "start_time");

    [Theory]
    [InlineData("<host><root_password>secret</root_password></host>", WireFormat.Xml, "root_password")]
    [InlineData("""{"ssh":{"user":{"password":"secret"}}}""", WireFormat.Json, "password")]
    public void A_password_of_a_host_is_known_but_not_supported(string text, WireFormat format, string member)
    {
        var error = AssertRefused<HostResource>(text, format, WireErrorKind.InvalidValue, member);
        Assert.Contains("never logs in with a password", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ballooning_enabled")]
    [InlineData("display")]
    [InlineData("firewall_type")]
    [InlineData("switch_type")]
    [InlineData("threads_as_cores")]
    public void What_a_cluster_of_virtual_machines_has_is_known_but_not_supported(string member)
    {
        var error = AssertRefused<ClusterResource>($"<cluster><{member}>x</{member}></cluster>", WireFormat.Xml, WireErrorKind.InvalidValue, member);
        Assert.EndsWith("leave it out.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Nesting_is_bounded(int depth)
    {
        var xml = string.Concat(Enumerable.Repeat("<parent_step>", depth)) + string.Concat(Enumerable.Repeat("</parent_step>", depth));
        var json = string.Concat(Enumerable.Repeat("""{"parent_step":""", depth)) + "{}" + new string('}', depth);
        foreach (var (text, format) in new[] { ($"<step>{xml}</step>", WireFormat.Xml), (json, WireFormat.Json) })
        {
            var error = Record.Exception(() => Document.Read<StepResource>(text, format));
            if (depth <= 10) Assert.Null(error);
            else Assert.Equal(WireErrorKind.Syntax, Assert.IsType<WireFormatException>(error).Kind);
        }
    }

    [Fact]
    public void A_refusal_of_a_broken_document_says_where_it_breaks()
    {
        var xml = AssertRefused<ActionResource>("<action>\n<x", WireFormat.Xml, WireErrorKind.Syntax, member: null);
        Assert.StartsWith("Line 2, position 3: ", xml.Message, StringComparison.Ordinal);
        var json = AssertRefused<ActionResource>("{\n}}", WireFormat.Json, WireErrorKind.Syntax, member: null);
        Assert.StartsWith("Line 2, byte 2: ", json.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_unbounded_length_is_refused() =>
        AssertRefused<ActionResource>(
            $"<action><reason>{new string('x', 17 * 1024 * 1024)}</reason></action>", WireFormat.Xml, WireErrorKind.Syntax, member: null);

    [Fact]
    public void Broken_utf8_is_refused()
    {
        byte[] json = [.. "{\"reason\":\""u8, 0xff, .. "\"}"u8];
        byte[] name = [.. "{\""u8, 0xff, .. "\":1}"u8];
        byte[] xml = [.. Encoding.UTF8.GetBytes("<action><reason>"), 0xff, .. Encoding.UTF8.GetBytes("</reason></action>")];
        Assert.Throws<WireFormatException>(() => Document.Read(typeof(ActionResource), json, WireFormat.Json));
        Assert.Throws<WireFormatException>(() => Document.Read(typeof(ActionResource), name, WireFormat.Json));
        Assert.Throws<WireFormatException>(() => Document.Read(typeof(ActionResource), xml, WireFormat.Xml));
    }

    private static WireFormatException AssertRefused<T>(string text, WireFormat format, WireErrorKind kind, string? member)
        where T : class
    {
        var error = Assert.Throws<WireFormatException>(() => Document.Read<T>(text, format));
        Assert.Equal((kind, member), (error.Kind, error.Member));
        return error;
    }
}
