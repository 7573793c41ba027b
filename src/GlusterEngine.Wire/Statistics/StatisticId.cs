using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Wire.Statistics;

/// <summary>Ids of statistics: the same name has the same id everywhere (spec/rest.md 5 and 6.6).</summary>
public static class StatisticId
{
    /// <summary>The id of the statistic called <paramref name="name"/>: a name-based UUID of version 3 without a namespace.</summary>
    public static Guid Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var bytes = MD5.HashData(Encoding.UTF8.GetBytes(name));
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x30);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
