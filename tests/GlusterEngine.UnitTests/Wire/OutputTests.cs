using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Links;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class OutputTests
{
    [Fact]
    public void An_empty_collection_is_an_empty_element()
    {
        var volumes = XDocument.Parse(Document.Write(new CollectionResource<GlusterVolumeResource>(), WireFormat.Xml));
        Assert.Equal("<gluster_volumes />", volumes.Root!.ToString());
    }

    [Fact]
    public void An_empty_collection_is_an_object_with_an_empty_array() =>
        AssertJson("""{"gluster_volume":[]}""", new CollectionResource<GlusterVolumeResource>());

    [Fact]
    public void An_empty_list_is_shown_and_a_null_list_is_not()
    {
        AssertXml("<gluster_volume><options /></gluster_volume>", new GlusterVolumeResource { Options = [] });
        AssertJson("""{"options":{"option":[]}}""", new GlusterVolumeResource { Options = [] });
        AssertJson("{}", new GlusterVolumeResource());
    }

    [Fact]
    public void The_answer_of_a_rebalance_names_the_job_and_the_step()
    {
        var answer = new ActionResource
        {
            FixLayout = false,
            Force = false,
            Job = new JobResource { Href = "/ovirt-engine/api/jobs/j", Id = "j" },
            Status = "complete",
            Step = new StepResource { Href = "/ovirt-engine/api/jobs/j/steps/s", Id = "s" },
        };
        AssertXml(
            """<action><fix_layout>false</fix_layout><force>false</force><job href="/ovirt-engine/api/jobs/j" id="j" />"""
                + """<status>complete</status><step href="/ovirt-engine/api/jobs/j/steps/s" id="s" /></action>""",
            answer);
        AssertJson(
            """
            {"fix_layout":"false","force":"false","status":"complete","job":{"href":"/ovirt-engine/api/jobs/j","id":"j"},
             "step":{"href":"/ovirt-engine/api/jobs/j/steps/s","id":"s"}}
            """,
            answer);
    }

    [Fact]
    public void Followed_steps_and_statistics_are_inlined()
    {
        var statistic = new StatisticResource { Name = "files.moved", Values = [new ValueResource { Datum = 12 }] };
        var job = new JobResource { Id = "j", Steps = [new StepResource { Id = "s", Statistics = [statistic] }] };
        AssertXml(
            """<job id="j"><steps><step id="s"><statistics><statistic><name>files.moved</name>"""
                + "<values><value><datum>12</datum></value></values></statistic></statistics></step></steps></job>",
            job);
        AssertJson(
            """
            {"id":"j","steps":{"step":[{"id":"s","statistics":{"statistic":[
                {"name":"files.moved","values":{"value":[{"datum":12}]}}]}}]}}
            """,
            job);
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00.1234567+01:00", "2026-11-20T10:00:00.123+01:00", 1795165200123)]
    [InlineData("2026-11-20T10:00:00-03:30", "2026-11-20T10:00:00.000-03:30", 1795181400000)]
    [InlineData("2026-11-20T09:00:00.5Z", "2026-11-20T09:00:00.500Z", 1795165200500)]
    public void Dates_have_three_digits_of_a_second_and_an_offset_or_are_milliseconds(string date, string xml, long json)
    {
        var job = new JobResource { StartTime = DateTimeOffset.Parse(date) };
        AssertXml($"<job><start_time>{xml}</start_time></job>", job);
        AssertJson($$"""{"start_time":{{json}}}""", job);
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_are_replaced_in_xml()
    {
        var fault = new FaultResource { Detail = "a\0b\u001bc\uD83Dd\uD83D\uDE00\uFFFF" };
        AssertXml("<fault><detail>a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00\uFFFD</detail></fault>", fault);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_in_json() =>
        AssertJson("""{"detail":"a\u0000b\uFFFDc"}""", new FaultResource { Detail = "a\0b\uD83Dc" });

    [Fact]
    public void A_part_is_no_document() =>
        Assert.Throws<InvalidOperationException>(() => Document.Write(new ReferenceResource(), WireFormat.Xml));

    private static void AssertXml(string expected, object resource) =>
        Assert.Equal(expected, XDocument.Parse(Document.Write(resource, WireFormat.Xml)).Root!.ToString(SaveOptions.DisableFormatting));

    private static void AssertJson(string expected, object resource)
    {
        var actual = Document.Write(resource, WireFormat.Json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
    }
}
