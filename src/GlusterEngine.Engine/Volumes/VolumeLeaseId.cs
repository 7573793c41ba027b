using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Engine.Volumes;

/// <summary>The id under which the name of a volume that is created is locked, since gluster gives the volume its id only later. Pure.</summary>
internal static class VolumeLeaseId
{
    /// <summary>A name-based UUID of version 8: the same for the same name in the same cluster, on every engine.</summary>
    public static Guid Of(Guid clusterId, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. clusterId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x8000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
