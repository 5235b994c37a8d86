namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A way in which the body may have been changed after it was signed, and how to undo it.</summary>
internal sealed record BodyTransformation(JsonEscaping Escaping, JsonLayout Layout, bool TrailingNewline, bool LineEndings, bool ByteOrderMark)
{
    private static readonly byte[] Utf8ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>All transformations, ordered by their number of causes. For the same number, transformations that do not parse JSON come first.</summary>
    public static IReadOnlyList<BodyTransformation> All { get; } = Array.AsReadOnly(
    [
        .. from escaping in (JsonEscaping[])[JsonEscaping.Unchanged, JsonEscaping.SlashesAndUnicode, JsonEscaping.Unicode, JsonEscaping.Slashes, JsonEscaping.Minimal]
           from layout in (JsonLayout[])[JsonLayout.Unchanged, JsonLayout.Compact, JsonLayout.FourSpaces, JsonLayout.TwoSpaces, JsonLayout.Spaced]
           from byteOrderMark in new[] { false, true }
           from lineEndings in new[] { false, true }
           from trailingNewline in new[] { false, true }
           let transformation = new BodyTransformation(escaping, layout, trailingNewline, lineEndings, byteOrderMark)
           orderby transformation.CauseCount
           select transformation,
    ]);

    public WebhookSignatureCauses Causes =>
        (Escaping == JsonEscaping.Unchanged ? 0 : WebhookSignatureCauses.BodyReencoded)
        | (Layout == JsonLayout.Unchanged ? 0 : WebhookSignatureCauses.BodyReformatted)
        | (TrailingNewline ? WebhookSignatureCauses.TrailingNewlineChanged : 0)
        | (LineEndings ? WebhookSignatureCauses.LineEndingsChanged : 0)
        | (ByteOrderMark ? WebhookSignatureCauses.ByteOrderMarkChanged : 0);

    public int CauseCount => Causes.Count();

    /// <summary>The work of <see cref="Revert"/>, in hashed bytes for each byte of the body.</summary>
    public int Cost => IsRewritten ? 8 : 1;

    private bool IsRewritten => Escaping != JsonEscaping.Unchanged || Layout != JsonLayout.Unchanged;

    /// <summary>The body before the transformation. Null if the body cannot be a result of the transformation.</summary>
    public byte[]? Revert(byte[] body)
    {
        var hasByteOrderMark = body.AsSpan().StartsWith(Utf8ByteOrderMark);
        var text = body.AsSpan(hasByteOrderMark ? Utf8ByteOrderMark.Length : 0);
        if (IsRewritten)
        {
            if (JsonRewriter.Rewrite(text, Escaping, Layout) is not { } rewritten)
            {
                return null;
            }

            text = rewritten;
        }

        if (TrailingNewline)
        {
            text = ToggleTrailingNewline(text);
        }

        if (LineEndings)
        {
            if (text.IndexOf((byte)'\n') < 0)
            {
                return null;
            }

            text = ToggleLineEndings(text);
        }

        return hasByteOrderMark == ByteOrderMark ? text.ToArray() : [.. Utf8ByteOrderMark, .. text];
    }

    private static byte[] ToggleTrailingNewline(ReadOnlySpan<byte> text)
    {
        var length = text.Length;
        while (length > 0 && text[length - 1] is (byte)'\n' or (byte)'\r')
        {
            length--;
        }

        return length < text.Length ? text.Slice(0, length).ToArray() : [.. text, (byte)'\n'];
    }

    private static byte[] ToggleLineEndings(ReadOnlySpan<byte> text)
    {
        var hasCrLf = text.IndexOf("\r\n"u8) >= 0;
        var result = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var isReturnOfCrLf = text[index] == (byte)'\r' && index + 1 < text.Length && text[index + 1] == (byte)'\n';
            if (isReturnOfCrLf)
            {
                continue;
            }

            if (text[index] == (byte)'\n' && !hasCrLf)
            {
                result.Add((byte)'\r');
            }

            result.Add(text[index]);
        }

        return [.. result];
    }
}
