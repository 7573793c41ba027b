namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>What may happen to bytes on their way, drawn from one random sequence.</summary>
internal static class Mutation
{
    /// <summary>Bytes that mean something to STOMP or JSON.</summary>
    private static readonly byte[] Marks = "\0\n\r:\\\"{}[],0129-eE.u\u00ff"u8.ToArray();

    /// <summary>One of the texts as it is, altered at some places, or something of no meaning at all.</summary>
    public static byte[] Draw(Random random, byte[][] texts)
    {
        if (random.Next(8) == 0) return Noise(random);
        var bytes = texts[random.Next(texts.Length)];
        for (var changes = random.Next(5); changes > 0; changes--) bytes = Alter(random, bytes, texts);
        return bytes;
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Alter(Random random, byte[] bytes, byte[][] texts)
    {
        var at = random.Next(bytes.Length + 1);
        var to = Math.Min(bytes.Length, at + random.Next(20));
        return random.Next(6) switch
        {
            0 => bytes[..at],
            1 => bytes[at..],
            2 => [.. bytes[..at], .. bytes[to..]],
            3 => [.. bytes[..at], .. bytes[at..to], .. bytes[at..to], .. bytes[to..]],
            4 => [.. bytes[..at], .. texts[random.Next(texts.Length)], .. bytes[at..]],
            _ => [.. bytes[..at], random.Next(2) == 0 ? Marks[random.Next(Marks.Length)] : (byte)random.Next(256), .. bytes[Math.Min(bytes.Length, at + random.Next(2))..]],
        };
    }
}
