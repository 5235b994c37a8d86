using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Where a body stops being JSON: found by a second walk, so that the first one keeps no book of where it is.</summary>
/// <param name="Reason">What is wrong there.</param>
/// <param name="Path">The path of the value in which it stops.</param>
/// <param name="Position">The place at which it stops.</param>
/// <param name="LastToken">The last token that was well.</param>
/// <param name="LastTokenStart">The byte at which that token starts.</param>
internal readonly record struct JsonSyntaxError(JsonSyntaxErrorKind Reason, string Path, LinePosition Position, JsonTokenType LastToken, int LastTokenStart)
{
    public static JsonSyntaxError Locate(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        var validLength = Utf8Validity.ValidLength(body);
        var maxDepth = options.MaxDepth;
        options.MaxDepth++; // One level more than allowed, so that the first level too many is a token and not an exception.
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
                    return Stop(JsonSyntaxErrorKind.TooDeep, body, LinePosition.Of(body, (int)json.TokenStartIndex));
                }

                path.Enter(ref json);
                lastToken = json.TokenType;
                lastTokenStart = (int)json.TokenStartIndex;
            }

            return Stop(JsonSyntaxErrorKind.NotUtf8, body, LinePosition.Of(body, validLength));
        }
        catch (JsonException exception)
        {
            var position = new LinePosition(exception.LineNumber.GetValueOrDefault(), exception.BytePositionInLine.GetValueOrDefault());
            return Stop(body.IsEmpty ? JsonSyntaxErrorKind.Empty : JsonSyntaxErrorKind.UnsupportedMediaType, body, position);
        }

        JsonSyntaxError Stop(JsonSyntaxErrorKind reason, ReadOnlySpan<byte> body, LinePosition position) =>
            new(reason, path.Path(body), position, lastToken, lastTokenStart);
    }
}
