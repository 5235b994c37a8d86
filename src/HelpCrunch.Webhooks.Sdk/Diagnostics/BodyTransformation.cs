namespace HelpCrunch.Webhooks.Sdk;

/// <summary>One way in which the body at hand may have come of the one that was signed, and how to undo it.</summary>
internal sealed record BodyTransformation(JsonEscaping Escaping, JsonLayout Layout, bool OtherEnd, bool OtherLineEnds, bool OtherMark)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>All of them, those that undo fewest first, and among these the ones that are undone without reading JSON.</summary>
    public static IReadOnlyList<BodyTransformation> All { get; } = Array.AsReadOnly(
    [
        .. from escaping in (JsonEscaping[])[JsonEscaping.AsIs, JsonEscaping.SlashesAndUnicode, JsonEscaping.Unicode, JsonEscaping.Slashes, JsonEscaping.Least]
           from layout in (JsonLayout[])[JsonLayout.AsIs, JsonLayout.Compact, JsonLayout.FourSpaces, JsonLayout.TwoSpaces, JsonLayout.Spaced]
           from mark in new[] { false, true }
           from lineEnds in new[] { false, true }
           from end in new[] { false, true }
           let reading = new BodyTransformation(escaping, layout, end, lineEnds, mark)
           orderby reading.Count
           select reading,
    ]);

    public WebhookSignatureCauses Causes =>
        (Escaping == JsonEscaping.AsIs ? 0 : WebhookSignatureCauses.BodyReencoded)
        | (Layout == JsonLayout.AsIs ? 0 : WebhookSignatureCauses.BodyIsReformatted)
        | (OtherEnd ? WebhookSignatureCauses.TrailingNewlineChanged : 0)
        | (OtherLineEnds ? WebhookSignatureCauses.LineEndingsChanged : 0)
        | (OtherMark ? WebhookSignatureCauses.ByteOrderMarkChanged : 0);

    public int Count => Causes.Count();

    /// <summary>The work of undoing, in bytes hashed for each byte of the body.</summary>
    public int Cost => IsRewritten ? 8 : 1;

    private bool IsRewritten => Escaping != JsonEscaping.AsIs || Layout != JsonLayout.AsIs;

    /// <summary>The bytes that were signed, if it was so. Null where the body at hand cannot have come of any.</summary>
    public byte[]? Undo(byte[] body)
    {
        var hasMark = body.AsSpan().StartsWith(Mark);
        var text = body.AsSpan(hasMark ? Mark.Length : 0);
        if (IsRewritten)
        {
            if (JsonRewriter.Rewrite(text, Escaping, Layout) is not { } rewritten)
            {
                return null;
            }

            text = rewritten;
        }

        if (OtherEnd)
        {
            text = WithOtherEnd(text);
        }

        if (OtherLineEnds)
        {
            if (text.IndexOf((byte)'\n') < 0)
            {
                return null;
            }

            text = WithOtherLineEnds(text);
        }

        return hasMark == OtherMark ? text.ToArray() : [.. Mark, .. text];
    }

    private static byte[] WithOtherEnd(ReadOnlySpan<byte> text)
    {
        var length = text.Length;
        while (length > 0 && text[length - 1] is (byte)'\n' or (byte)'\r')
        {
            length--;
        }

        return length < text.Length ? text.Slice(0, length).ToArray() : [.. text, (byte)'\n'];
    }

    private static byte[] WithOtherLineEnds(ReadOnlySpan<byte> text)
    {
        var wasCrLf = text.IndexOf("\r\n"u8) >= 0;
        var changed = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var isReturnOfCrLf = text[index] == (byte)'\r' && index + 1 < text.Length && text[index + 1] == (byte)'\n';
            if (isReturnOfCrLf)
            {
                continue;
            }

            if (text[index] == (byte)'\n' && !wasCrLf)
            {
                changed.Add((byte)'\r');
            }

            changed.Add(text[index]);
        }

        return [.. changed];
    }
}
