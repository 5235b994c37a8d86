using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The error in a body that is not valid JSON. A second pass over the body locates it, so the first pass does not track paths.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Path">The path of the value with the error.</param>
/// <param name="Position">The position of the error.</param>
/// <param name="LastToken">The last valid token.</param>
/// <param name="LastTokenStart">The position of that token.</param>
internal readonly record struct JsonSyntaxError(JsonSyntaxErrorKind Kind, string Path, LinePosition Position, JsonTokenType LastToken, int LastTokenStart)
{
    public static JsonSyntaxError Locate(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        var validLength = Utf8Text.ValidLength(body);
        var maxDepth = options.MaxDepth;
        options.MaxDepth++; // The first level that is too deep is then a token, not an exception.
        var json = new Utf8JsonReader(body.Slice(0, validLength), isFinalBlock: validLength == body.Length, new JsonReaderState(options));

        var path = new JsonPathTracker();
        var lastToken = JsonTokenType.None;
        var lastTokenStart = 0;
        try
        {
            while (json.Read())
            {
                if (json.CurrentDepth >= maxDepth && json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return Create(JsonSyntaxErrorKind.TooDeep, body, LinePosition.From(body, (int)json.TokenStartIndex));
                }

                path.Enter(ref json);
                lastToken = json.TokenType;
                lastTokenStart = (int)json.TokenStartIndex;
            }

            return Create(JsonSyntaxErrorKind.InvalidUtf8, body, LinePosition.From(body, validLength));
        }
        catch (JsonException exception)
        {
            var position = new LinePosition(exception.LineNumber.GetValueOrDefault(), exception.BytePositionInLine.GetValueOrDefault());
            return Create(body.IsEmpty ? JsonSyntaxErrorKind.Empty : JsonSyntaxErrorKind.InvalidJson, body, position);
        }

        JsonSyntaxError Create(JsonSyntaxErrorKind kind, ReadOnlySpan<byte> body, LinePosition position) =>
            new(kind, path.Path(body), position, lastToken, lastTokenStart);
    }
}

/// <summary>The kind of error in a body that is not valid JSON.</summary>
internal enum JsonSyntaxErrorKind
{
    InvalidJson = 0,
    Empty,
    InvalidUtf8,
    TooDeep,
}

/// <summary>A position in a body, zero-based as in <see cref="JsonException"/>.</summary>
internal readonly record struct LinePosition(long Line, long ByteInLine)
{
    public static LinePosition From(ReadOnlySpan<byte> body, int offset)
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
