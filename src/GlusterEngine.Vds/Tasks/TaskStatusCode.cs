using System.Xml.Linq;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Reads <c>&lt;status&gt;</c> of a task or node; its text in <c>&lt;statusStr&gt;</c> says the same in words.</summary>
internal static class TaskStatusCode
{
    /// <summary>A code of a later gluster is <see cref="GlusterTaskStatus.Unknown"/>, never an error: the other rows still count.</summary>
    public static GlusterTaskStatus Parse(XElement element)
    {
        var status = (GlusterTaskStatus)element.Number("status");
        return Enum.IsDefined(status) ? status : GlusterTaskStatus.Unknown;
    }
}
