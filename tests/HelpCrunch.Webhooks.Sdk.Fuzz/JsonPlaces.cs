using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Where the names, values and properties of a body stand, as far as it is JSON.</summary>
internal sealed class JsonPlaces
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    private JsonPlaces()
    {
    }

    public List<Range> Values { get; } = [];

    public List<Range> Names { get; } = [];

    /// <summary>Each from the start of its name to the end of its value.</summary>
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
                        places.Names.Add(start..(start + json.ValueSpan.Length + 2)); // The token's end takes the colon in.
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
            // What stands before is enough to work on.
        }

        return places;
    }
}
