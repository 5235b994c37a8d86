using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The positions of the names, values and properties of a body, up to its first syntax error.</summary>
internal sealed class JsonPlaces
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    private JsonPlaces()
    {
    }

    public List<Range> Values { get; } = [];

    public List<Range> Names { get; } = [];

    /// <summary>The properties, each from the start of its name to the end of its value.</summary>
    public List<Range> Properties { get; } = [];

    public static JsonPlaces Of(ReadOnlySpan<byte> body)
    {
        var places = new JsonPlaces();
        var json = new Utf8JsonReader(body, Deep);
        var open = new Stack<(int Start, int NameStart)>();
        var nameStart = -1;
        try
        {
            while (json.Read())
            {
                var start = (int)json.TokenStartIndex;
                var end = (int)json.BytesConsumed;
                switch (json.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        nameStart = start;
                        places.Names.Add(start..(start + json.ValueSpan.Length + 2)); // The end of the token includes the colon.
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((start, nameStart));
                        nameStart = -1;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        (start, nameStart) = open.Pop();
                        goto default;
                    default:
                        places.Values.Add(start..end);
                        if (nameStart >= 0)
                        {
                            places.Properties.Add(nameStart..end);
                            nameStart = -1;
                        }

                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The part before the error is enough.
        }

        return places;
    }
}
