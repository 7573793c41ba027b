using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Replies of <c>volume status VOLUME BRICK WHAT</c>, which are about one brick.</summary>
internal static class BrickStatusDocument
{
    /// <summary>What the reply tells of the brick.</summary>
    /// <exception cref="FormatException">It is about something else, or the brick's host is away.</exception>
    public static XElement Node(XElement cliOutput, string volume, BrickAddress brick)
    {
        var found = cliOutput.Child("volStatus").Child("volumes").Child("volume");
        if (found.Text("volName") != volume) throw new FormatException($"The reply is not about volume {volume}.");
        return found.Elements("node").Where(node => node.TextOrNull("hostname") == brick.Host && node.TextOrNull("path") == brick.Directory).ToList() is [var node]
            ? node
            : throw new FormatException($"The reply does not tell of {brick}, or does so twice.");
    }

    /// <summary>What VDSM's reply tells of the brick.</summary>
    /// <exception cref="FormatException">It is about something else, or the brick's host is away.</exception>
    public static JsonElement VdsmBrick(JsonElement result, string volume, BrickAddress brick)
    {
        var status = result.Child("volumeStatus");
        if (status.Text("name") != volume) throw new FormatException($"The reply is not about volume {volume}.");
        var told = status.Items("bricks").Where(row => BrickAddress.Parse(row.TextOrNull("brick")) == brick).ToList();
        return told is [var only] ? only : throw new FormatException($"The reply does not tell of {brick}.");
    }
}
