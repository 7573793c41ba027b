using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class InputTests
{
    [Theory]
    [InlineData("<action/>", WireFormat.Xml)]
    [InlineData("<action></action>", WireFormat.Xml)]
    [InlineData("\uFEFF<?xml version='1.0' encoding='UTF-8'?><!-- a --><action> <?b c?> </action>", WireFormat.Xml)]
    [InlineData("{}", WireFormat.Json)]
    [InlineData("\uFEFF{}", WireFormat.Json)]
    [InlineData("""{"force":null}""", WireFormat.Json)]
    public void An_action_may_be_empty(string text, WireFormat format) =>
        Assert.Equal(new ActionResource().ToString(), Document.Read<ActionResource>(text, format).ToString());

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData(" 1 ", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    public void Booleans_are_words_in_any_case_or_digits(string text, bool expected)
    {
        Assert.Equal(expected, Document.Read<ActionResource>($"<action><force>{text}</force></action>", WireFormat.Xml).Force);
        Assert.Equal(expected, Document.Read<ActionResource>($$"""{"force":"{{text}}"}""", WireFormat.Json).Force);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public void Native_json_booleans_and_numbers_are_accepted(string text, bool expected) =>
        Assert.Equal(expected, Document.Read<ActionResource>($$"""{"force":{{text}}}""", WireFormat.Json).Force);

    [Fact]
    public void Bricks_of_an_action_are_read_from_both_formats()
    {
        var xml =
            Document.Read<ActionResource>(
                "<action><bricks><brick><name>h:/b</name></brick><brick id='i'/></bricks></action>", WireFormat.Xml);
        Assert.Equal(["h:/b", null], xml.Bricks!.Select(static brick => brick.Name));
        Assert.Equal([null, "i"], xml.Bricks!.Select(static brick => brick.Id));

        var json = Document.Read<ActionResource>("""{"bricks":{"brick":[{"name":"h:/b"},{"id":"i"}]}}""", WireFormat.Json);
        Assert.Equal(xml.Bricks, json.Bricks!.Select(static brick => brick with { Links = new GlusterVolumeResource().Links }));
    }

    [Fact]
    public void All_members_that_an_action_has_in_ovirt_are_taken()
    {
        var xml = Document.Read<ActionResource>(
            "<action id='a'><name>n</name><description>d</description><comment>c</comment><async>true</async><bricks/><cluster id='i'/><fix_layout>1</fix_layout><force>1</force>"
            + "<grace_period><expiry>5000</expiry></grace_period><host id='i'/><option/><reason>r</reason><resolution_type>add</resolution_type><succeeded>1</succeeded></action>",
            WireFormat.Xml);
        Assert.Equal(5000, xml.GracePeriod!.Expiry);

        var json = Document.Read<ActionResource>(
            """
            {"id":"a","name":"n","description":"d","comment":"c","async":"true","bricks":{"brick":[]},"cluster":{"id":"i"},"fix_layout":"1","force":"1",
             "grace_period":{"expiry":"5000"},"host":{"id":"i"},"option":{},"reason":"r","resolution_type":"add","succeeded":"1"}
            """,
            WireFormat.Json);
        Assert.Equal(Document.Write(xml, WireFormat.Xml), Document.Write(json, WireFormat.Xml));
    }

    [Fact]
    public void A_number_is_taken_as_a_text_where_a_text_is_asked_for() =>
        Assert.Equal("1", Document.Read<ActionResource>("""{"option":{"name":"a","value":1}}""", WireFormat.Json).Option!.Value);

    [Fact]
    public void An_empty_integer_is_zero() =>
        Assert.Equal(
            0,
            Document.Read<GlusterVolumeResource>("<gluster_volume><replica_count/></gluster_volume>", WireFormat.Xml).ReplicaCount);

    [Fact]
    public void Legal_values_are_read_in_any_case_into_lower_case()
    {
        var volume = Document.Read<GlusterVolumeResource>(
            """{"volume_type":"DISTRIBUTE","replica_count":3,"transport_types":{"transport_type":["TCP"]}}""", WireFormat.Json);
        Assert.Equal("distribute", volume.VolumeType);
        Assert.Equal(3, volume.ReplicaCount);
        Assert.Equal(["tcp"], volume.TransportTypes!);
    }

    [Fact]
    public void Unknown_attributes_are_ignored()
    {
        var action = Document.Read<ActionResource>("<action a='1' xmlns:b='urn:b' b:id='2'><option name='a'/></action>", WireFormat.Xml);
        Assert.Equal(new OptionResource(), action.Option);
        Assert.Null(action.Id);
    }

    [Fact]
    public void Cdata_and_character_references_are_text() =>
        Assert.Equal(
            "a<b&c",
            Document.Read<ActionResource>("<action><reason>a<![CDATA[<b]]>&amp;&#99;</reason></action>", WireFormat.Xml).Reason);

    [Fact]
    public void A_cluster_that_was_shown_may_be_sent_back()
    {
        var cluster = Document.Read<ClusterResource>(
            """
            <cluster><name>c</name><description>d</description><comment/><gluster_service>true</gluster_service>
            <version><major>4</major><minor>7</minor></version><virt_service>false</virt_service>
            <data_center><name>Default</name></data_center></cluster>
            """,
            WireFormat.Xml);
        Assert.Equal(("c", "d", ""), (cluster.Name, cluster.Description, cluster.Comment));
        Assert.Equal((true, 4, false), (cluster.GlusterService, cluster.Version!.Major, cluster.VirtService));
    }

    [Fact]
    public void A_host_names_its_cluster_and_how_it_is_reached()
    {
        var host = Document.Read<HostResource>(
            """
            {"name":"h","address":"a","cluster":{"name":"c"},
             "transport":"cli","glusterd_socket":"/run/g.socket","port":54321,"type":"RHEL"}
            """,
            WireFormat.Json);
        Assert.Equal(("h", "a", "c", "cli"), (host.Name, host.Address, host.Cluster!.Name, host.Transport));
        Assert.Equal(("/run/g.socket", 54321, "rhel"), (host.GlusterdSocket, host.Port, host.Type));
    }

    [Theory]
    [InlineData("1481580405593")]
    [InlineData("2016-12-13T00:06:45.593+02:00")]
    [InlineData("2016-12-12T22:06:45.593Z")]
    [InlineData("2016-12-12T22:06:45.593")]
    public void Dates_are_read_from_either_form(string text) =>
        Assert.Equal(
            DateTimeOffset.FromUnixTimeMilliseconds(1481580405593),
            Document.Read<JobResource>($"<job><start_time>{text}</start_time></job>", WireFormat.Xml).StartTime);

    [Fact]
    public void Decimals_may_have_exponents() =>
        Assert.Equal(
            1200m,
            Document.Read<StatisticResource>("""{"values":{"value":[{"datum":1.2e3}]}}""", WireFormat.Json).Values![0].Datum);
}
