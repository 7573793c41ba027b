using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Ids that follow from names, so that a peer or a volume is the same one after every restart.</summary>
internal static class SimulatedIdentity
{
    public static Guid Of(Guid clusterId, string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{clusterId:N}/{kind}/{name}"), hash);

        // The marks of a version 4 uuid, the kind that gluster makes.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
