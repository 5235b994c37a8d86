namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A place in a body, counted from zero as <c>JsonException</c> does.</summary>
internal readonly record struct LinePosition(long Line, long ByteInLine)
{
    public static LinePosition Of(ReadOnlySpan<byte> body, int offset)
    {
        var before = body.Slice(0, offset);
        var line = 0;
        for (var feed = before.IndexOf((byte)'\n'); feed >= 0; feed = before.IndexOf((byte)'\n'))
        {
            line++;
            before = before.Slice(feed + 1);
        }

        return new LinePosition(line, before.Length);
    }
}
