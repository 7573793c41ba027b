using System.Buffers;

namespace GlusterEngine.Wire.Codec;

/// <summary>
/// A written document, in pieces that are lent and given back: one list of a thousand jobs has megabytes, and a buffer that grows in one
/// piece would leave several times as many behind for each.
/// </summary>
internal sealed class DocumentBuffer : IBufferWriter<byte>, IDisposable
{
    // Below the 85,000 bytes from which on .NET collects arrays seldom.
    private const int PieceLength = 64 * 1024;
    private const int FirstPieceLength = 4 * 1024;

    private readonly List<(byte[] Array, int Length)> _full = [];
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(FirstPieceLength);
    private int _used;
    private long _before;

    /// <summary>Bytes of the document so far.</summary>
    public long Length => _before + _used;

    /// <summary>The document so far, piece after piece.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces => _full.Append((Array: _piece, Length: _used)).Select(static piece => new ReadOnlyMemory<byte>(piece.Array, 0, piece.Length));

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_piece.Length - _used < Math.Max(sizeHint, 1)) TakeNext(sizeHint);
        return _piece.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        foreach (var (array, _) in _full) ArrayPool<byte>.Shared.Return(array);
        _full.Clear();
        if (_piece.Length > 0) ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
    }

    private void TakeNext(int sizeHint)
    {
        _full.Add((_piece, _used));
        _before += _used;
        _used = 0;
        _piece = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, PieceLength));
    }
}
